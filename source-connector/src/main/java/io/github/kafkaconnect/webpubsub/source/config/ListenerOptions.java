package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.time.Duration;

/**
 * The times of a listener.
 *
 * @param header from the first byte of a request to the end of its headers
 * @param body from the end of the headers to the end of the body
 * @param idle of a connection on which nothing is asked
 * @param tlsReload after which time the TLS files are looked at again
 */
public record ListenerOptions(Duration header, Duration body, Duration idle, Duration tlsReload) {
    public static final Option<Long> HEADER_TIMEOUT_MS = Option.millis(
                    "upstream.header.timeout.ms",
                    "Longest time from the first byte of a request to the end of its headers; a slower one is answered 408.")
            .defaultTo(10_000L)
            .between(100, 600_000)
            .low();
    public static final Option<Long> BODY_TIMEOUT_MS = Option.millis(
                    "upstream.body.timeout.ms",
                    "Longest time from the end of the headers to the end of the body; a slower request is answered 408.")
            .defaultTo(20_000L)
            .between(100, 600_000)
            .low();
    public static final Option<Long> IDLE_TIMEOUT_MS = Option.millis(
                    "upstream.idle.timeout.ms",
                    "A connection on which nothing is asked for so long is closed. Keep it longer than that of a balancer before"
                            + " the listener.")
            .defaultTo(300_000L)
            .between(100, 86_400_000)
            .low();
    public static final Option<Long> TLS_RELOAD_MS = Option.millis(
                    "upstream.tls.reload.interval.ms",
                    "How often the TLS files are looked at. Changed ones are read when they rest since the last look; new"
                            + " connections then get the new certificate. Files that cannot be used change nothing.")
            .defaultTo(30_000L)
            .between(100, 86_400_000)
            .low();

    public static ListenerOptions from(ParsedConfig config) {
        return new ListenerOptions(
                Duration.ofMillis(config.get(HEADER_TIMEOUT_MS)),
                Duration.ofMillis(config.get(BODY_TIMEOUT_MS)),
                Duration.ofMillis(config.get(IDLE_TIMEOUT_MS)),
                Duration.ofMillis(config.get(TLS_RELOAD_MS)));
    }
}
