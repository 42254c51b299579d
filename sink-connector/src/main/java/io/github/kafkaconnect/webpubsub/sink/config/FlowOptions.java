package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;

/**
 * How fast a task sends.
 *
 * @param minInFlight the window never becomes narrower
 * @param initialInFlight the window at first and after an outage
 * @param maxInFlight the window never becomes wider
 * @param perSecond requests to groups, users and connections; 0 = no limit
 * @param broadcastsPerSecond requests to whole hubs; 0 = no limit
 */
public record FlowOptions(
        int minInFlight, int initialInFlight, int maxInFlight, int perSecond, int broadcastsPerSecond) {

    public static final Option<Integer> MAX_IN_FLIGHT = Option.integer(
                    "max.in.flight.requests",
                    "Most requests of one task that wait for their answer at the same time. The window adapts: it grows while the"
                            + " service keeps up, and shrinks on 429, 503, time-outs and rising latency.")
            .between(1, 10_000)
            .defaultTo(128);

    public static final Option<Integer> MIN_IN_FLIGHT = Option.integer(
                    "min.in.flight.requests", "The window does not become narrower than this.")
            .between(1, 10_000)
            .defaultTo(1)
            .low();

    public static final Option<Integer> INITIAL_IN_FLIGHT = Option.integer(
                    "initial.in.flight.requests",
                    "Width of the window at first and after an outage, at most max.in.flight.requests.")
            .between(1, 10_000)
            .defaultTo(8)
            .low();

    public static final Option<Integer> RATE_LIMIT = Option.integer(
                    "rate.limit.per.second",
                    "Most requests of one task in a second that reach a group, a user or a connection. 0 = no limit.")
            .between(0, 10_000_000)
            .defaultTo(0);

    public static final Option<Integer> RATE_LIMIT_BROADCAST = Option.integer(
                    "rate.limit.broadcast.per.second",
                    "Most requests of one task in a second that reach every connection of a hub. The service takes about 3 a second,"
                            + " whatever its units, and bills each receiver. 0 = no limit.")
            .between(0, 10_000_000)
            .defaultTo(0);

    public static FlowOptions from(ParsedConfig config) {
        int max = config.get(MAX_IN_FLIGHT);
        return new FlowOptions(
                Math.min(max, config.get(MIN_IN_FLIGHT)),
                Math.min(max, config.get(INITIAL_IN_FLIGHT)),
                max,
                config.get(RATE_LIMIT),
                config.get(RATE_LIMIT_BROADCAST));
    }
}
