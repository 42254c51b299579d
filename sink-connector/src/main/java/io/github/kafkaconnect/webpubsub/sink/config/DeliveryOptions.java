package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;

/**
 * How records are sent and how much of them may be on its way.
 *
 * @param flow how many requests at once and in a second
 * @param bufferRecords unfinished records that a task holds at most, give or take one poll
 * @param bufferBytes the same in bytes
 * @param unfinishedSpan records behind the first unfinished one at which a partition is paused
 */
public record DeliveryOptions(
        Ordering ordering, FlowOptions flow, int bufferRecords, long bufferBytes, int unfinishedSpan, Timing timing) {

    public static final Option<Ordering> ORDERING = Option.choice(
                    "ordering",
                    Ordering.class,
                    "Which records are sent one after the other, each after the answer to the one before: those to one target, those with"
                            + " one key, those of one partition, or none. All others are sent side by side.")
            .defaultTo(Ordering.TARGET);

    public static final Option<Integer> BUFFER_MAX_RECORDS = Option.integer(
                    "buffer.max.records",
                    "Unfinished records that a task holds at most, give or take one poll. A partition is paused when it holds half of what"
                            + " the others leave of it (all of it, when it is the only one), and resumed at half of that. While all"
                            + " that is held has failed, eight polls more may come, and then up to a quarter more: only new records"
                            + " show whether others get through.")
            .between(1, 10_000_000)
            .defaultTo(10_000);

    public static final Option<Long> BUFFER_MAX_BYTES = Option.bytes("buffer.max.bytes", "The same in bytes.")
            .between(1, Long.MAX_VALUE)
            .defaultTo(33_554_432L);

    public static final Option<Integer> UNFINISHED_SPAN_MAX = Option.integer(
                    "unfinished.span.max",
                    "Records from the first unfinished one of a partition to its newest at which that partition alone is paused;"
                            + " this and a poll is what a restart repeats at most, and what comes while all that is held has failed.")
            .between(1, 10_000_000)
            .defaultTo(100_000);

    public static final Option<Long> COMMIT_INTERVAL_MS = Option.millis(
                    "commit.interval.ms",
                    "How often the task asks Connect to commit while records finish. Connect's own interval,"
                            + " offset.flush.interval.ms, is a minute.")
            .between(50, 3_600_000)
            .defaultTo(1_000L);

    public static final Option<Long> CLOSE_TIMEOUT_MS = Option.millis(
                    "close.timeout.ms",
                    "How long the end of an assignment waits for requests in flight. Longer than"
                            + " task.shutdown.graceful.timeout.ms of the worker has no use.")
            .between(0, 60_000)
            .defaultTo(2_000L)
            .low();

    static final OptionGroup GROUP = OptionGroup.of(
            "Delivery",
            ORDERING,
            FlowOptions.MAX_IN_FLIGHT,
            FlowOptions.MIN_IN_FLIGHT,
            FlowOptions.INITIAL_IN_FLIGHT,
            FlowOptions.RATE_LIMIT,
            FlowOptions.RATE_LIMIT_BROADCAST,
            BUFFER_MAX_RECORDS,
            BUFFER_MAX_BYTES,
            UNFINISHED_SPAN_MAX,
            COMMIT_INTERVAL_MS,
            CLOSE_TIMEOUT_MS);

    /** When the task acts by itself. */
    public record Timing(long commitIntervalMs, long closeTimeoutMs) {}

    public static DeliveryOptions from(ParsedConfig config) {
        return new DeliveryOptions(
                config.get(ORDERING),
                FlowOptions.from(config),
                config.get(BUFFER_MAX_RECORDS),
                config.get(BUFFER_MAX_BYTES),
                config.get(UNFINISHED_SPAN_MAX),
                new Timing(config.get(COMMIT_INTERVAL_MS), config.get(CLOSE_TIMEOUT_MS)));
    }
}
