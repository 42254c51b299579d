package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;

/**
 * What happens to events that Kafka cannot take, and to those that come again.
 *
 * @param admitsUnrecorded whether clients may connect without a record of it
 * @param repeats of connects and of all other events each; 0 remembers no answer
 * @param repeatLifeMs how long an answer is remembered
 */
public record AdmissionOptions(boolean admitsUnrecorded, int repeats, long repeatLifeMs) {
    /** What a client that wants to connect meets while Kafka cannot take the event. */
    public enum Unavailable {
        REFUSE,
        ADMIT
    }

    public static final Option<Unavailable> CONNECT_UNAVAILABLE = Option.choice(
                    "connect.unavailable",
                    Unavailable.class,
                    "What becomes of a connect event that Kafka cannot take (slow, away, connector paused or full): refuse answers"
                            + " 503 and the client is not connected; admit lets it in by policy, without a record, and counts it."
                            + " Where applications decide about connect (reply.events), nobody can be asked then, so admit needs"
                            + " reply.unanswered.connect=accept.")
            .defaultTo(Unavailable.REFUSE);
    public static final Option<Integer> REPEATS = Option.integer(
                    "duplicates.window.events",
                    "Answers that are remembered for events that come again, of connects and of all other events each: the repeat"
                            + " gets the same answer and makes no second record. 0 remembers none.")
            .defaultTo(10_000)
            .between(0, 1_000_000)
            .low();
    public static final Option<Long> REPEAT_LIFE_MS = Option.millis(
                    "duplicates.window.ms",
                    "How long an answer is remembered. The service repeats an event within seconds, or after its time-out of 100 s.")
            .defaultTo(120_000L)
            .between(1_000, 3_600_000)
            .low();

    static final OptionGroup GROUP = OptionGroup.of("Admission", CONNECT_UNAVAILABLE, REPEATS, REPEAT_LIFE_MS);

    static AdmissionOptions from(ParsedConfig config) {
        return new AdmissionOptions(
                config.get(CONNECT_UNAVAILABLE) == Unavailable.ADMIT, config.get(REPEATS), config.get(REPEAT_LIFE_MS));
    }
}
