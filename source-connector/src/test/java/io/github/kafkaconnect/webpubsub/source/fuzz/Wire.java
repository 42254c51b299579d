package io.github.kafkaconnect.webpubsub.source.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;

/** A client at the level of bytes, a character for each. */
final class Wire implements Closeable {
    /** Longer than every time-out of a door here: who hears nothing for so long was forgotten. */
    private static final int PATIENCE_MS = 8_000;

    private final Socket socket = new Socket();

    Wire(InetSocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(address);
        socket.setSoTimeout(PATIENCE_MS);
    }

    /** Says something and listens to the end; a time-out fails. */
    static List<Answer> talk(InetSocketAddress address, String text) throws IOException {
        try (Wire wire = new Wire(address)) {
            wire.write(text);
            return Answer.all(wire.readToEnd());
        }
    }

    /** Whether the other side still took it. */
    boolean write(String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return true;
        } catch (SocketException closed) {
            return false;
        }
    }

    /** Everything until the other side closes; a reset after the answers counts as a close. */
    String readToEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4_096];
        try {
            for (int count = read(buffer); count >= 0; count = read(buffer)) {
                text.append(new String(buffer, 0, count, ISO_8859_1));
            }
        } catch (SocketException reset) {
            // The door closes with bytes unread when a peer goes on writing after it was refused.
            return text.toString();
        }
        return text.toString();
    }

    /** Reads until the text ends like this. */
    String readThrough(String ending) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(ending) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private int read(byte[] buffer) throws IOException {
        return socket.getInputStream().read(buffer);
    }

    /** Breaks the connection off with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
