package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;

/**
 * How records are sent and how much of them may be on its way.
 *
 * @param maxInFlight attempts at the same time, for the task
 * @param deliveryTimeoutMs a record that keeps failing is errant after this; 0 = it is tried without end
 * @param bufferRecords unfinished records at which the task stops taking more
 * @param bufferBytes unfinished bytes at which the task stops taking more
 * @param unfinishedSpan records behind the first unfinished one at which a partition is paused
 */
public record DeliveryOptions(
        Ordering ordering,
        int maxInFlight,
        Retries retries,
        long deliveryTimeoutMs,
        int bufferRecords,
        long bufferBytes,
        int unfinishedSpan,
        Timing timing) {

    public static final Option<Ordering> ORDERING = Option.choice(
                    "ordering",
                    Ordering.class,
                    "Which records are sent one after the other, each after the answer to the one before: those to one target, those with"
                            + " one key, those of one partition, or none. All others are sent side by side.")
            .defaultTo(Ordering.TARGET);

    public static final Option<Integer> MAX_IN_FLIGHT = Option.integer(
                    "max.in.flight.requests", "Requests of one task that wait for their answer at the same time.")
            .between(1, 10_000)
            .defaultTo(128);

    public static final Option<Long> RETRY_BACKOFF_MS = Option.millis(
                    "retry.backoff.ms",
                    "Upper bound of the first random wait before a record is tried again; doubles with each attempt."
                            + " A longer Retry-After of the service is obeyed.")
            .between(1, 60_000)
            .defaultTo(100L);

    public static final Option<Long> RETRY_BACKOFF_MAX_MS = Option.millis(
                    "retry.backoff.max.ms", "Upper bound of every random wait before a record is tried again.")
            .between(1, 600_000)
            .defaultTo(10_000L);

    public static final Option<Long> DELIVERY_TIMEOUT_MS = Option.millis(
                    "delivery.timeout.ms",
                    "How long a record is tried before it becomes errant. 0 = without end: records wait while the service is away.")
            .between(0, Long.MAX_VALUE)
            .defaultTo(0L);

    public static final Option<Integer> BUFFER_MAX_RECORDS = Option.integer(
                    "buffer.max.records",
                    "Unfinished records at which a task pauses its partitions; it resumes them at half of it.")
            .between(1, 10_000_000)
            .defaultTo(10_000);

    public static final Option<Long> BUFFER_MAX_BYTES = Option.bytes(
                    "buffer.max.bytes",
                    "Unfinished bytes at which a task pauses its partitions; it resumes them at half of it.")
            .between(1, Long.MAX_VALUE)
            .defaultTo(33_554_432L);

    public static final Option<Integer> UNFINISHED_SPAN_MAX = Option.integer(
                    "unfinished.span.max",
                    "Records from the first unfinished one of a partition to its newest at which that partition alone is paused;"
                            + " this is what a restart repeats at most.")
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
            MAX_IN_FLIGHT,
            RETRY_BACKOFF_MS,
            RETRY_BACKOFF_MAX_MS,
            DELIVERY_TIMEOUT_MS,
            BUFFER_MAX_RECORDS,
            BUFFER_MAX_BYTES,
            UNFINISHED_SPAN_MAX,
            COMMIT_INTERVAL_MS,
            CLOSE_TIMEOUT_MS);

    /** Bounds of the random wait before an attempt is repeated. */
    public record Retries(long backoffMs, long backoffMaxMs) {}

    /** When the task acts by itself. */
    public record Timing(long commitIntervalMs, long closeTimeoutMs) {}

    public static DeliveryOptions from(ParsedConfig config) {
        long backoffMs = config.get(RETRY_BACKOFF_MS);
        return new DeliveryOptions(
                config.get(ORDERING),
                config.get(MAX_IN_FLIGHT),
                new Retries(backoffMs, Math.max(backoffMs, config.get(RETRY_BACKOFF_MAX_MS))),
                config.get(DELIVERY_TIMEOUT_MS),
                config.get(BUFFER_MAX_RECORDS),
                config.get(BUFFER_MAX_BYTES),
                config.get(UNFINISHED_SPAN_MAX),
                new Timing(config.get(COMMIT_INTERVAL_MS), config.get(CLOSE_TIMEOUT_MS)));
    }
}
