package io.github.kafkaconnect.webpubsub.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Carries TCP connections, and can be cut: then nothing gets through, in either direction, and nobody is told. Any thread. */
final class Line {
    private static final int BUFFER = 16 * 1024;

    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    boolean isCut() {
        return cut;
    }

    void cut() {
        cut = true;
    }

    /** New connections get through; those of before are reset. */
    void mend() {
        ends.forEach(Line::closeQuietly);
        ends.clear();
        cut = false;
    }

    /** A connection that will never have another end; it stays open until the line is mended. */
    void hold(Socket client) {
        ends.add(client);
        if (!cut) {
            // It was mended just before: nobody else would close this one.
            closeQuietly(client);
        }
    }

    /** Copies both ways until one end closes; one way on this thread. */
    void join(Socket client, Socket server, Executor threads) {
        ends.add(client);
        ends.add(server);
        threads.execute(() -> copy(server, client));
        copy(client, server);
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream input = from.getInputStream();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                if (!cut) {
                    to.getOutputStream().write(buffer, 0, count);
                }
            }
        } catch (IOException gone) {
            // Closing both ends is all there is to do.
        }
        if (!cut) {
            closeQuietly(from);
            closeQuietly(to);
            ends.remove(from);
            ends.remove(to);
        }
    }

    static void closeQuietly(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
