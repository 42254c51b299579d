package io.github.kafkaconnect.webpubsub.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A thing of the machine that some tests need and that Maven cannot bring.
 *
 * <p>A test says so with {@link Requires}. Where the thing is absent the test is skipped, with a line that says why and
 * a count at the end of the run; with {@code -Dtests.require=all} the absence is a failure instead.
 */
public enum Requirement {
    /** Node.js and npm on the path, for the service's own JavaScript SDKs. */
    NODE("Node.js with npm on the PATH"),
    /** A Chromium or Chrome that can be driven headless. */
    BROWSER("Chromium on the PATH"),
    /** A Docker engine that accepts connections; the client program alone is not enough. */
    DOCKER("a running Docker engine (DOCKER_HOST or /var/run/docker.sock)");

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final int CONNECT_TIMEOUT_MS = 1_000;

    private final String description;

    Requirement(String description) {
        this.description = description;
    }

    /** Looks, each time it is called, whether this machine has the thing. */
    public boolean isPresent() {
        return switch (this) {
            case NODE -> onPath("node").isPresent() && onPath("npm").isPresent();
            case BROWSER -> browser().isPresent();
            case DOCKER -> engineListens();
        };
    }

    /** What is needed, as a phrase for a message. */
    public String description() {
        return description;
    }

    /** The browser that tests drive, if there is one. */
    public static Optional<Path> browser() {
        return BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(System.getProperty("path.separator")))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean engineListens() {
        String host = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
        URI uri = URI.create(host);
        return switch (uri.getScheme()) {
            case "unix" -> accepts(UnixDomainSocketAddress.of(uri.getPath()));
            case "tcp" -> accepts(new InetSocketAddress(uri.getHost(), uri.getPort()));
            default -> false;
        };
    }

    private static boolean accepts(SocketAddress address) {
        try {
            if (address instanceof UnixDomainSocketAddress) {
                SocketChannel.open(address).close();
            } else {
                try (Socket socket = new Socket()) {
                    socket.connect(address, CONNECT_TIMEOUT_MS);
                }
            }
            return true;
        } catch (IOException absent) {
            return false;
        }
    }
}
