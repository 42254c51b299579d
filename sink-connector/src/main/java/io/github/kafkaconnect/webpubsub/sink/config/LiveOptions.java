package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.ServiceLimits;
import org.jspecify.annotations.Nullable;

/**
 * What live screens want: the newest state rather than every state. All of it is off unless asked for.
 *
 * @param conflationKey null when nothing is replaced
 * @param folding how many records one request carries
 * @param maxAgeMs records older than this are not sent any more; 0 = no limit
 * @param late what becomes of them
 * @param messageTtl seconds a message may wait for a slow client, as a template; null for the service's own limit
 */
public record LiveOptions(
        @Nullable Template conflationKey,
        FoldingLimits folding,
        long maxAgeMs,
        LateBehavior late,
        @Nullable Template messageTtl) {

    public static final Option<String> CONFLATION_KEY = Option.text(
                    "conflation.key",
                    "A template. While earlier records of the same target (or of what ordering says) wait, only the newest record for"
                            + " each value of it is kept, in the place of the one it replaces; the replaced ones are finished and"
                            + " counted. Order then holds for each value. Not with ordering=none.")
            .optional()
            .example("${key}")
            .check(OptionChecks::template)
            .visible(Visibility::ofWaiting);

    public static final Option<Integer> FOLDING_MAX_RECORDS = Option.integer(
                    "folding.max.records",
                    "How many waiting records of one target (or of what ordering says) one request may carry. Above 1 every JSON"
                            + " payload is sent as an array of one or more; other payloads travel alone and as they are.")
            .between(1, 10_000)
            .defaultTo(1)
            .visible(Visibility::ofWaiting);

    public static final Option<Integer> FOLDING_MAX_BYTES = Option.integer(
                    "folding.max.bytes", "How large a request of several records may become.")
            .between(1, ServiceLimits.SEND_BODY_MAX_BYTES)
            .defaultTo(65_536)
            .low()
            .visible(Visibility::ofFolding);

    public static final Option<Long> RECORD_MAX_AGE_MS = Option.millis(
                    "record.max.age.ms",
                    "A record whose timestamp is older than this when its turn comes is not sent. 0 = no limit.")
            .between(0, Long.MAX_VALUE / 1_000_000)
            .defaultTo(0L);

    public static final Option<LateBehavior> RECORD_LATE_BEHAVIOR = Option.choice(
                    "record.late.behavior",
                    LateBehavior.class,
                    "What becomes of a record that is older than record.max.age.ms: skip finishes and counts it, fail makes it errant.")
            .defaultTo(LateBehavior.SKIP)
            .low()
            .visible(Visibility::ofLateness);

    public static final Option<String> MESSAGE_TTL_SECONDS = Option.text(
                    "message.ttl.seconds",
                    "How long the service may keep a message for a client that reads slowly, 0 to 300 seconds; a template.")
            .optional()
            .low()
            .example("30")
            .check(OptionChecks::messageTtl)
            .visible(Visibility::ofPayload);

    static final OptionGroup GROUP = OptionGroup.of(
            "Live screens",
            CONFLATION_KEY,
            FOLDING_MAX_RECORDS,
            FOLDING_MAX_BYTES,
            RECORD_MAX_AGE_MS,
            RECORD_LATE_BEHAVIOR,
            MESSAGE_TTL_SECONDS);

    /** Of one request. One record means that nothing is folded. */
    public record FoldingLimits(int maxRecords, int maxBytes) {
        public boolean isOn() {
            return maxRecords > 1;
        }
    }

    public static LiveOptions from(ParsedConfig config) {
        return new LiveOptions(
                template(config, CONFLATION_KEY),
                new FoldingLimits(config.get(FOLDING_MAX_RECORDS), config.get(FOLDING_MAX_BYTES)),
                config.get(RECORD_MAX_AGE_MS),
                config.get(RECORD_LATE_BEHAVIOR),
                template(config, MESSAGE_TTL_SECONDS));
    }

    private static @Nullable Template template(ParsedConfig config, Option<String> option) {
        return config.find(option)
                .filter(text -> !text.isBlank())
                .map(Template::parse)
                .orElse(null);
    }
}
