package io.github.kafkaconnect.webpubsub.common.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a sender connects and what bounds it.
 *
 * @param host name or address; looked up again for every connection
 * @param port 1 to 65535
 * @param tls null for plain HTTP
 * @param proxy null to connect to the host itself
 * @param maxConnections connections open or opening at the same time, at least 1
 * @param maxWaiting requests that may wait for a connection; more are refused at once
 * @param connectTimeout limit for the TCP connect, and again for the TLS handshake
 * @param requestTimeout limit from {@code send} to the complete answer, waiting for a connection included
 * @param idleTimeout an unused connection is closed after this; Azure's balancers forget one silently after 4 minutes
 * @param maxAge a connection takes no new request after this, so that changes of DNS are seen
 * @param maxAnswerBytes the rest of a longer answer body is cut off
 */
public record SenderSettings(
        String host,
        int port,
        @Nullable TlsOptions tls,
        @Nullable ProxyAddress proxy,
        int maxConnections,
        int maxWaiting,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration idleTimeout,
        Duration maxAge,
        int maxAnswerBytes) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;

    public SenderSettings {
        require(!host.isBlank(), "a host is needed");
        require(port > 0 && port <= MAX_PORT, "port must be 1 to 65535, not " + port);
        require(maxConnections > 0, "at least one connection is needed");
        require(maxWaiting >= 0, "the number of waiting requests cannot be negative");
        require(!connectTimeout.isNegative() && !connectTimeout.isZero(), "the connect time-out must be positive");
        require(!requestTimeout.isNegative() && !requestTimeout.isZero(), "the request time-out must be positive");
        require(!idleTimeout.isNegative() && !idleTimeout.isZero(), "the idle time-out must be positive");
        require(!maxAge.isNegative() && !maxAge.isZero(), "the maximum age must be positive");
        require(maxAnswerBytes > 0, "some bytes of an answer must be kept");
    }

    /** Defaults for an {@code http} or {@code https} endpoint; TLS with the trust of the JVM. */
    public static SenderSettings to(URI endpoint) {
        String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
        require(scheme.equals("http") || scheme.equals("https"), "the endpoint must start with http:// or https://");
        require(endpoint.getHost() != null, "the endpoint has no host");
        boolean secure = scheme.equals("https");
        int port = endpoint.getPort() == -1 ? (secure ? HTTPS_PORT : HTTP_PORT) : endpoint.getPort();
        return new SenderSettings(
                endpoint.getHost(),
                port,
                secure ? TlsOptions.systemTrust() : null,
                null,
                256,
                4_096,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(200),
                Duration.ofMinutes(5),
                64 * 1024);
    }

    public SenderSettings withTls(TlsOptions newTls) {
        return new SenderSettings(
                host,
                port,
                newTls,
                proxy,
                maxConnections,
                maxWaiting,
                connectTimeout,
                requestTimeout,
                idleTimeout,
                maxAge,
                maxAnswerBytes);
    }

    public SenderSettings through(ProxyAddress newProxy) {
        return new SenderSettings(
                host,
                port,
                tls,
                newProxy,
                maxConnections,
                maxWaiting,
                connectTimeout,
                requestTimeout,
                idleTimeout,
                maxAge,
                maxAnswerBytes);
    }

    public SenderSettings withPool(int newMaxConnections, int newMaxWaiting) {
        return new SenderSettings(
                host,
                port,
                tls,
                proxy,
                newMaxConnections,
                newMaxWaiting,
                connectTimeout,
                requestTimeout,
                idleTimeout,
                maxAge,
                maxAnswerBytes);
    }

    public SenderSettings withTimeouts(Duration newConnectTimeout, Duration newRequestTimeout) {
        return new SenderSettings(
                host,
                port,
                tls,
                proxy,
                maxConnections,
                maxWaiting,
                newConnectTimeout,
                newRequestTimeout,
                idleTimeout,
                maxAge,
                maxAnswerBytes);
    }

    public SenderSettings withLifetimes(Duration newIdleTimeout, Duration newMaxAge) {
        return new SenderSettings(
                host,
                port,
                tls,
                proxy,
                maxConnections,
                maxWaiting,
                connectTimeout,
                requestTimeout,
                newIdleTimeout,
                newMaxAge,
                maxAnswerBytes);
    }

    public SenderSettings withMaxAnswerBytes(int newMaxAnswerBytes) {
        return new SenderSettings(
                host,
                port,
                tls,
                proxy,
                maxConnections,
                maxWaiting,
                connectTimeout,
                requestTimeout,
                idleTimeout,
                maxAge,
                newMaxAnswerBytes);
    }

    /** The value of the {@code Host} header: without the port when it is the scheme's own. */
    String hostHeader() {
        String name = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return port == (tls == null ? HTTP_PORT : HTTPS_PORT) ? name : name + ":" + port;
    }

    /** The host as a resolver wants it: an IPv6 address without its brackets. */
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
