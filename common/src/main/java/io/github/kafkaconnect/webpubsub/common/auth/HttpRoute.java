package io.github.kafkaconnect.webpubsub.common.auth;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How an authority is reached.
 *
 * @param tls whom to trust, and what to show, where that differs from the JVM's
 * @param proxy the HTTP proxy on the way
 */
public record HttpRoute(Optional<SSLContext> tls, Optional<Proxy> proxy) {

    /** A proxy, and who uses it. */
    public record Proxy(InetSocketAddress address, Optional<String> user, String password) {
        @Override
        public String toString() {
            return "Proxy[address=" + address + "]";
        }
    }
}
