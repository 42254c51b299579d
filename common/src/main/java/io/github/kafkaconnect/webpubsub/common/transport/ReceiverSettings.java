package io.github.kafkaconnect.webpubsub.common.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a receiver listens and what bounds it.
 *
 * @param address to bind; port 0 takes a free one
 * @param tls null for plain HTTP
 * @param maxHeaderBytes for the request line (else 414), and again for all headers together (else 431)
 * @param maxBodyBytes a longer body is answered 413
 * @param maxBodiesBytes for all bodies together that are on their way in and longer than 16 KiB, else 503
 * @param headerTimeout from the first byte of a request to the end of its headers, else 408
 * @param bodyTimeout from the end of the headers to the end of the body, else 408
 * @param idleTimeout a connection on which nothing is asked is closed after this
 * @param maxConnections further ones are closed as soon as they are accepted
 */
public record ReceiverSettings(
        InetSocketAddress address,
        @Nullable TlsOptions tls,
        int maxHeaderBytes,
        int maxBodyBytes,
        long maxBodiesBytes,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        int maxConnections) {
    public ReceiverSettings {
        require(maxHeaderBytes > 0, "the header limit must be positive");
        require(maxBodyBytes >= 0, "the body limit cannot be negative");
        require(maxBodiesBytes > 0, "the limit of all bodies must be positive");
        require(headerTimeout.toNanos() > 0, "the header time-out must be positive");
        require(bodyTimeout.toNanos() > 0, "the body time-out must be positive");
        require(idleTimeout.toNanos() > 0, "the idle time-out must be positive");
        require(maxConnections > 0, "at least one connection is needed");
    }

    /** Plain HTTP with headers up to 64 KiB, bodies up to 1 MiB and 64 MiB together, 10 s, 20 s and 5 min, 2,000 connections. */
    public static ReceiverSettings at(InetSocketAddress address) {
        return new ReceiverSettings(
                address,
                null,
                64 * 1024,
                1024 * 1024,
                64L * 1024 * 1024,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofMinutes(5),
                2_000);
    }

    public ReceiverSettings withTls(TlsOptions newTls) {
        return new ReceiverSettings(
                address,
                newTls,
                maxHeaderBytes,
                maxBodyBytes,
                maxBodiesBytes,
                headerTimeout,
                bodyTimeout,
                idleTimeout,
                maxConnections);
    }

    public ReceiverSettings withSizes(int newMaxHeaderBytes, int newMaxBodyBytes) {
        return withSizes(newMaxHeaderBytes, newMaxBodyBytes, maxBodiesBytes);
    }

    public ReceiverSettings withSizes(int newMaxHeaderBytes, int newMaxBodyBytes, long newMaxBodiesBytes) {
        return new ReceiverSettings(
                address,
                tls,
                newMaxHeaderBytes,
                newMaxBodyBytes,
                newMaxBodiesBytes,
                headerTimeout,
                bodyTimeout,
                idleTimeout,
                maxConnections);
    }

    public ReceiverSettings withTimeouts(Duration newHeader, Duration newBody, Duration newIdle) {
        return new ReceiverSettings(
                address,
                tls,
                maxHeaderBytes,
                maxBodyBytes,
                maxBodiesBytes,
                newHeader,
                newBody,
                newIdle,
                maxConnections);
    }

    public ReceiverSettings withMaxConnections(int newMaxConnections) {
        return new ReceiverSettings(
                address,
                tls,
                maxHeaderBytes,
                maxBodyBytes,
                maxBodiesBytes,
                headerTimeout,
                bodyTimeout,
                idleTimeout,
                newMaxConnections);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
