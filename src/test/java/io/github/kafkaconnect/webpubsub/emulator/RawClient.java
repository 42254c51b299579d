package io.github.kafkaconnect.webpubsub.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A reliable client that is upgraded and greeted, and from then on neither reads nor answers a ping. */
final class RawClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final JsonNode greeting;

    RawClient(Emulator emulator, String hub, String token) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), emulator.port());
            socket.setSoTimeout(5000);
            String request = "GET /client/hubs/" + hub + "?access_token=" + token + " HTTP/1.1\r\nHost: x\r\n"
                    + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                    + "Sec-WebSocket-Protocol: json.reliable.webpubsub.azure.v1\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            greeting = JSON.readTree(firstFrame(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text between the first braces; the answer to the upgrade has none. */
    private static String firstFrame(InputStream in) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (frame.size() > 0 || b == '{') {
                frame.write(b);
            }
            if (b == '}') {
                return frame.toString(StandardCharsets.UTF_8);
            }
        }
        throw new IOException("The socket was closed before the first frame");
    }

    String id() {
        return greeting.path("connectionId").asText();
    }

    String reconnectionToken() {
        return greeting.path("reconnectionToken").asText();
    }

    /** Drops the socket without a close frame. */
    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
