package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy that knows CONNECT only, as a company has one at its border. */
final class TunnelProxy implements AutoCloseable {
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server;
    private final @Nullable String authorization;

    private TunnelProxy(@Nullable String authorization) {
        this.authorization = authorization;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    static TunnelProxy open() {
        return new TunnelProxy(null);
    }

    static TunnelProxy asking(String user, String password) {
        return new TunnelProxy(
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(US_ASCII)));
    }

    int port() {
        return server.getLocalPort();
    }

    /** Where tunnels were dug to, as host:port. */
    List<String> tunnels() {
        return tunnels;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void serve(Socket client) {
        try (client) {
            List<String> head = head(client.getInputStream());
            String[] request = head.get(0).split(" ", -1);
            if (!request[0].equals("CONNECT")) {
                answer(client, "405 Method Not Allowed");
            } else if (authorization != null && !head.contains("proxy-authorization: " + authorization)) {
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"border\"");
            } else {
                tunnel(client, request[1]);
            }
        } catch (IOException gone) {
            // The other side went away, which ends the tunnel.
        }
    }

    private void tunnel(Socket client, String address) throws IOException {
        int colon = address.lastIndexOf(':');
        try (Socket service = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
            open.add(service);
            tunnels.add(address);
            answer(client, "200 Connection established");
            threads.execute(() -> copy(service, client));
            copy(client, service);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // Closing both ends is all there is to do.
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(US_ASCII));
        client.getOutputStream().flush();
    }

    /** The lines of the head, the name of a header in lower case. */
    private static List<String> head(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(US_ASCII).endsWith("\r\n\r\n")) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("the head ended early");
            }
            bytes.write(next);
        }
        return bytes.toString(US_ASCII)
                .lines()
                .map(line -> line.regionMatches(true, 0, "Proxy-Authorization", 0, 19)
                        ? "proxy-authorization" + line.substring(19)
                        : line)
                .toList();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
