package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.StatusHandling;
import java.util.List;

/**
 * What happens after a failed attempt.
 *
 * @param backoffMs upper bound of the first random wait
 * @param backoffMaxMs upper bound of every random wait, at least the first
 * @param maxAttempts failures held against one record at which it is errant
 * @param recordTimeoutMs time one record fails while others get through at which it is errant
 * @param deliveryTimeoutMs age at which a record is errant whatever the reason; 0 = never
 * @param endpoint what is done while the endpoint itself fails
 * @param statusHandling answers that are handled otherwise than usual
 */
public record RetryOptions(
        long backoffMs,
        long backoffMaxMs,
        int maxAttempts,
        long recordTimeoutMs,
        long deliveryTimeoutMs,
        EndpointFailure endpoint,
        StatusHandling statusHandling) {

    public static final Option<Long> RETRY_BACKOFF_MS = Option.millis(
                    "retry.backoff.ms",
                    "Upper bound of the first random wait before a record is tried again; doubles with each attempt."
                            + " A longer Retry-After of the service is obeyed, by all records, up to retry.after.max.ms.")
            .between(1, 60_000)
            .defaultTo(100L);

    public static final Option<Long> RETRY_BACKOFF_MAX_MS = Option.millis(
                    "retry.backoff.max.ms", "Upper bound of every random wait before a record is tried again.")
            .between(1, 600_000)
            .defaultTo(10_000L);

    public static final Option<Long> RETRY_AFTER_MAX_MS = Option.millis(
                    "retry.after.max.ms",
                    "Longest wait that the service may ask for with Retry-After; a longer one is cut to this. Meanwhile no record"
                            + " of the task is sent.")
            .between(1_000, 86_400_000)
            .defaultTo(60_000L)
            .low();

    public static final Option<Integer> RETRY_MAX_ATTEMPTS = Option.integer(
                    "retry.max.attempts",
                    "How often a record may fail in a retryable way while others get through before it is errant. Failures"
                            + " while the service fails others too, and 429, do not count.")
            .between(1, 1_000_000)
            .defaultTo(10);

    public static final Option<Long> RECORD_TIMEOUT_MS = Option.millis(
                    "record.timeout.ms",
                    "How long a record may go on failing while others get through before it is errant. Once a target has failed for so"
                            + " long, each record that waits for it has one attempt.")
            .between(1, Long.MAX_VALUE / 1_000_000)
            .defaultTo(300_000L);

    public static final Option<Long> DELIVERY_TIMEOUT_MS = Option.millis(
                    "delivery.timeout.ms",
                    "How old a record may become in the task before it is errant, even if the service is away. 0 = without end:"
                            + " records wait until the service is back.")
            .between(0, Long.MAX_VALUE)
            .defaultTo(0L);

    public static final Option<Long> AUTH_RETRY_TIMEOUT_MS = Option.millis(
                    "auth.retry.timeout.ms",
                    "How long records wait while the service lets no credential in (401 for every key, 403), for a key that is"
                            + " being changed or a role that is being assigned, before the task fails. 0 = it fails at once.")
            .between(0, Long.MAX_VALUE / 1_000_000)
            .defaultTo(300_000L);

    public static final Option<Integer> BREAKER_FAILURE_THRESHOLD = Option.integer(
                    "breaker.failure.threshold",
                    "Records that fail one after the other, with none delivered in between, at which the service counts as away:"
                            + " partitions are paused and single requests probe it.")
            .between(1, 10_000)
            .defaultTo(8);

    public static final Option<Long> BREAKER_PROBE_INTERVAL_MS = Option.millis(
                    "breaker.probe.interval.ms",
                    "Least wait between two probes of a service that is away; up to a quarter is added at random.")
            .between(10, 600_000)
            .defaultTo(1_000L);

    public static final Option<List<String>> STATUS_HANDLING = Option.list(
                    "status.handling",
                    "Answers that are handled otherwise than usual: a list of status=handling or operation:status=handling, with"
                            + " handling one of skip (the record is finished), reject (it is errant), retry and fail (the task fails).")
            .defaultTo("")
            .low()
            .example("404=skip, sendToGroup:409=retry")
            .check(OptionChecks::statusHandling);

    static final OptionGroup GROUP = OptionGroup.of(
            "Retries",
            RETRY_BACKOFF_MS,
            RETRY_BACKOFF_MAX_MS,
            RETRY_AFTER_MAX_MS,
            RETRY_MAX_ATTEMPTS,
            RECORD_TIMEOUT_MS,
            DELIVERY_TIMEOUT_MS,
            AUTH_RETRY_TIMEOUT_MS,
            BREAKER_FAILURE_THRESHOLD,
            BREAKER_PROBE_INTERVAL_MS,
            STATUS_HANDLING);

    /** When the endpoint counts as away, how often it is probed, how long a closed door is waited at, and how long a wish to wait holds. */
    public record EndpointFailure(
            int failureThreshold, long probeIntervalMs, long authTimeoutMs, long retryAfterMaxMs) {}

    public static RetryOptions from(ParsedConfig config) {
        long backoffMs = config.get(RETRY_BACKOFF_MS);
        return new RetryOptions(
                backoffMs,
                Math.max(backoffMs, config.get(RETRY_BACKOFF_MAX_MS)),
                config.get(RETRY_MAX_ATTEMPTS),
                config.get(RECORD_TIMEOUT_MS),
                config.get(DELIVERY_TIMEOUT_MS),
                new EndpointFailure(
                        config.get(BREAKER_FAILURE_THRESHOLD),
                        config.get(BREAKER_PROBE_INTERVAL_MS),
                        config.get(AUTH_RETRY_TIMEOUT_MS),
                        config.get(RETRY_AFTER_MAX_MS)),
                StatusHandling.parse(config.get(STATUS_HANDLING)));
    }
}
