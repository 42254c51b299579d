package io.github.kafkaconnect.webpubsub.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on loopback. */
public final class Ports {

    private Ports() {}

    /** A port that was free a moment ago; nothing reserves it. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The wanted port, or any free one for 0.
     *
     * @param option the system property the port comes from, for the message
     * @throws StackException if something listens there already, or the number is no port
     */
    public static int claim(String option, int wanted) {
        if (wanted == 0) {
            return free();
        }
        if (wanted < 0 || wanted > 65_535) {
            throw new StackException("-D" + option + "=" + wanted + " is not a port (0 to 65535, 0 = any free one)");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 1);
            return wanted;
        } catch (IOException busy) {
            throw new StackException(
                    "Port " + wanted + " is busy. Stop what listens there or choose another port with -D" + option
                            + "=<port> (0 = any free one).",
                    busy);
        }
    }
}
