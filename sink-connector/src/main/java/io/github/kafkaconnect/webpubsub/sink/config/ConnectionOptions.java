package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.time.Duration;

/** Time-outs and lifetimes of the connections to the service. */
public record ConnectionOptions(Duration connectTimeout, Duration requestTimeout, Duration maxIdle, Duration maxAge) {

    public static final Option<Long> CONNECT_TIMEOUT_MS = Option.millis(
                    "connect.timeout.ms", "Limit for making a connection, and again for its TLS handshake.")
            .between(1, 600_000)
            .defaultTo(10_000L)
            .low();

    public static final Option<Long> REQUEST_TIMEOUT_MS = Option.millis(
                    "request.timeout.ms",
                    "Limit from a request to its complete answer; after it the attempt counts as failed, though the service may"
                            + " have taken it.")
            .between(1, 600_000)
            .defaultTo(30_000L);

    public static final Option<Long> CONNECTIONS_MAX_IDLE_MS = Option.millis(
                    "connections.max.idle.ms",
                    "An unused connection is closed after this; Azure's balancers forget one without a word after 4 minutes.")
            .between(1_000, 235_000)
            .defaultTo(200_000L)
            .low();

    public static final Option<Long> CONNECTION_MAX_AGE_MS = Option.millis(
                    "connection.max.age.ms",
                    "A connection takes no request after this, so that a changed DNS name is followed.")
            .between(1_000, 86_400_000)
            .defaultTo(300_000L)
            .low();

    public static final Option<Boolean> VALIDATE_CONNECTION = Option.flag(
                    "validate.connection",
                    "Whether validation asks the service, for five seconds at most, if it takes the credential; a service that is"
                            + " away then keeps a configuration from being saved.")
            .defaultTo(false)
            .low();

    static final OptionGroup GROUP = OptionGroup.of(
            "Connections",
            CONNECT_TIMEOUT_MS,
            REQUEST_TIMEOUT_MS,
            CONNECTIONS_MAX_IDLE_MS,
            CONNECTION_MAX_AGE_MS,
            VALIDATE_CONNECTION);

    public static ConnectionOptions from(ParsedConfig config) {
        return new ConnectionOptions(
                Duration.ofMillis(config.get(CONNECT_TIMEOUT_MS)),
                Duration.ofMillis(config.get(REQUEST_TIMEOUT_MS)),
                Duration.ofMillis(config.get(CONNECTIONS_MAX_IDLE_MS)),
                Duration.ofMillis(config.get(CONNECTION_MAX_AGE_MS)));
    }
}
