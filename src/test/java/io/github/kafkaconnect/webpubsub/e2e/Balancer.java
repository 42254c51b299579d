package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Spreads TCP connections over the workers whose health path answers 200, as the usual balancers do: asked ten times a second, a worker that
 * does not answer is passed over, connections that are open stay where they are.
 */
final class Balancer implements AutoCloseable {
    private static final int ASK_EVERY_MS = 100;
    private static final int PATIENCE_MS = 500;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger turns = new AtomicInteger();
    private final List<Backend> backends = new ArrayList<>();
    private final ServerSocket server;

    /** A worker's listener. */
    static final class Backend {
        private final InetSocketAddress address;
        private final Line line = new Line();
        private volatile boolean healthy;

        Backend(int port) {
            this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        boolean isHealthy() {
            return healthy;
        }

        /** From now on nothing gets through, and nobody is told. */
        void cut() {
            line.cut();
        }

        /** New connections get through; those of before are reset. */
        void mend() {
            line.mend();
        }

        private Socket connect() throws IOException {
            Socket socket = new Socket();
            socket.connect(address, PATIENCE_MS);
            return socket;
        }

        private boolean ask() {
            if (line.isCut()) {
                return false;
            }
            try (Socket socket = connect()) {
                socket.setSoTimeout(PATIENCE_MS);
                socket.getOutputStream()
                        .write("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), US_ASCII).startsWith("HTTP/1.1 200 ");
            } catch (IOException down) {
                return false;
            }
        }
    }

    Balancer(List<Integer> ports) {
        ports.forEach(port -> backends.add(new Backend(port)));
        try {
            this.server = new ServerSocket(Ports.free(), 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        backends.forEach(backend -> threads.execute(() -> watch(backend)));
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** In the order of the ports given. */
    List<Backend> backends() {
        return backends;
    }

    private void watch(Backend backend) {
        try {
            while (!server.isClosed()) {
                backend.healthy = backend.ask();
                Thread.sleep(ASK_EVERY_MS);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            threads.shutdownNow();
        }
    }

    private void serve(Socket client) {
        int turn = turns.getAndIncrement();
        for (int i = 0; i < backends.size(); i++) {
            Backend backend = backends.get((turn + i) % backends.size());
            if (backend.healthy) {
                try {
                    backend.line.join(client, backend.connect(), threads);
                    return;
                } catch (IOException gone) {
                    // Not noticed yet by the one who asks for its health: the next one serves.
                    backend.healthy = false;
                }
            }
        }
        Line.closeQuietly(client);
    }

    @Override
    public void close() {
        Line.closeQuietly(server);
        backends.forEach(Backend::mend);
    }
}
