package io.github.kafkaconnect.webpubsub.common.transport;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server at the level of bytes: plays one conversation for each connection, as rude as the test wants it. */
final class RawPeer implements Closeable {
    static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

    private final ServerSocket server = new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** What the peer does with one connection; the connection is closed at its end. */
    @FunctionalInterface
    interface Conversation {
        void play(Line line) throws IOException, InterruptedException;
    }

    RawPeer(Conversation conversation) throws IOException {
        daemon(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    connections.incrementAndGet();
                    sockets.add(socket);
                    daemon(() -> play(conversation, socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void play(Conversation conversation, Socket socket) {
        try (socket) {
            conversation.play(new Line(socket));
        } catch (IOException | InterruptedException e) {
            // The test looks at what the other side made of it.
            return;
        }
    }

    /** Joins lines as HTTP does; the last one gets no line end. */
    static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-peer");
        thread.setDaemon(true);
        thread.start();
    }

    /** One end of a connection. */
    static final class Line {
        private final Socket socket;

        Line(Socket socket) {
            this.socket = socket;
        }

        /** Reads one request with its body, as text; an empty string at the end of the stream. */
        String readRequest() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < 4) {
                int next = in.read();
                if (next < 0) {
                    return "";
                }
                bytes.write(next);
                matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : (next == '\r' ? 1 : 0);
            }
            String head = bytes.toString(StandardCharsets.UTF_8);
            return head + new String(in.readNBytes(contentLength(head)), StandardCharsets.UTF_8);
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /** Ends with RST instead of FIN. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        void awaitEnd() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        private static int contentLength(String head) {
            for (String line : head.split("\r\n", -1)) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    return Integer.parseInt(
                            line.substring("content-length:".length()).trim());
                }
            }
            return 0;
        }
    }
}
