package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The network between a broker, which has to name this port to its clients, and everybody else. */
final class KafkaLine implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Line line = new Line();
    private final ServerSocket server;
    private final int brokerPort;

    KafkaLine(int brokerPort) {
        this.brokerPort = brokerPort;
        try {
            this.server = new ServerSocket(Ports.free(), BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() {
        line.cut();
    }

    void mend() {
        line.mend();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (line.isCut()) {
                    line.hold(client);
                } else {
                    threads.execute(() -> serve(client));
                }
            }
        } catch (IOException closed) {
            threads.shutdownNow();
        }
    }

    private void serve(Socket client) {
        try {
            line.join(client, new Socket(InetAddress.getLoopbackAddress(), brokerPort), threads);
        } catch (IOException down) {
            Line.closeQuietly(client);
        }
    }

    @Override
    public void close() {
        Line.closeQuietly(server);
        line.mend();
    }
}
