package io.github.kafkaconnect.webpubsub.common.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client at the level of bytes. */
final class RawClient implements Closeable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket = new Socket();

    RawClient(InetSocketAddress address) throws IOException {
        socket.connect(address);
        socket.setSoTimeout(PATIENCE_MS);
    }

    RawClient write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** As {@link #write}, for lambdas. */
    void writeAll(String text) {
        try {
            write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads so many bytes and forgets them. */
    void skip(long bytes) throws IOException {
        socket.getInputStream().skipNBytes(bytes);
    }

    /** Everything until the other side closes. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    /** Reads until the text ends like this. */
    String readThrough(String ending) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(ending) < 0) {
            String next = read(1);
            if (next.isEmpty()) {
                throw new IOException("closed after: " + text);
            }
            text.append(next);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
