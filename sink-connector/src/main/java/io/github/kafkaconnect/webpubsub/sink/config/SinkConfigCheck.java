package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that join several options. It takes the properties as they came, so that it also works on a configuration in which
 * single options are wrong; those are reported by the options themselves. No message holds a value of a secret. Pure.
 */
public final class SinkConfigCheck {
    private final GivenOptions given;

    private SinkConfigCheck(GivenOptions given) {
        this.given = given;
    }

    /** Empty when the options fit together, for every topic. */
    public static List<ConfigProblem> allProblems(Map<String, String> properties) {
        List<ConfigProblem> all = new ArrayList<>(problems(properties));
        all.addAll(TopicOverrides.problems(properties));
        all.addAll(producerProblems(properties));
        return all;
    }

    /** No topic has a producer of its own, so these are found once. */
    private static List<ConfigProblem> producerProblems(Map<String, String> properties) {
        GivenOptions given = new GivenOptions(properties);
        boolean servers = properties.containsKey(OutcomeOptions.PRODUCER_PREFIX + "bootstrap.servers");
        if (given.has(OutcomeOptions.TOPIC) && servers) {
            List<String> wrong = OutcomeOptions.producerProblems(properties);
            if (!wrong.isEmpty()) {
                given.add(
                        OutcomeOptions.TOPIC,
                        "has no producer: " + String.join("; ", wrong) + "; correct or remove these");
            }
        }
        return given.problems();
    }

    /** Empty when the options fit together, those apart that hold for one topic. */
    public static List<ConfigProblem> problems(Map<String, String> properties) {
        GivenOptions given = new GivenOptions(properties);
        new OperationConfigCheck(given).check();
        new PayloadConfigCheck(given).check();
        SinkConfigCheck check = new SinkConfigCheck(given);
        check.outcomes();
        check.metadata();
        new CredentialConfigCheck(given).check();
        ProxyOptions.check(given);
        new BoundsCheck(given).check();
        check.conflation();
        check.lateness();
        return given.problems();
    }

    private void metadata() {
        given.properties().forEach((key, text) -> {
            if (!key.startsWith(MetadataOptions.PREFIX)) {
                return;
            }
            try {
                Metadata.checkName(key.substring(MetadataOptions.PREFIX.length()));
                Template.parse(text);
            } catch (IllegalArgumentException | WebPubSubException e) {
                given.add(new ConfigProblem(
                        MetadataOptions.TRACE_CONTEXT.key(),
                        ErrorCode.OPTION_INVALID.id() + ' ' + key + " cannot be used: " + e.getMessage()));
            }
        });
    }

    private void outcomes() {
        boolean servers = given.properties().containsKey(OutcomeOptions.PRODUCER_PREFIX + "bootstrap.servers");
        if (has(OutcomeOptions.TOPIC) && !servers) {
            add(
                    OutcomeOptions.TOPIC,
                    "needs a producer; give " + OutcomeOptions.PRODUCER_PREFIX
                            + "bootstrap.servers, and the cluster's security" + " settings in the same way");
        }
        for (Option<?> other : List.of(OutcomeOptions.SECRETS, OutcomeOptions.REQUIRED)) {
            if (has(other) && !has(OutcomeOptions.TOPIC)) {
                add(other, "has no meaning without " + OutcomeOptions.TOPIC.key() + "; give that, or remove it");
            }
        }
    }

    private void conflation() {
        boolean unordered = value(DeliveryOptions.ORDERING)
                .filter(text -> text.equalsIgnoreCase(Ordering.NONE.name()))
                .isPresent();
        if (unordered && has(LiveOptions.CONFLATION_KEY)) {
            add(
                    LiveOptions.CONFLATION_KEY,
                    "has no meaning with ordering=none, where no record waits for another; choose another ordering");
        }
        if (unordered && number(LiveOptions.FOLDING_MAX_RECORDS).orElse(1) > 1) {
            add(
                    LiveOptions.FOLDING_MAX_RECORDS,
                    "has no meaning with ordering=none, where no record waits for another; choose another ordering");
        }
    }

    private void lateness() {
        if (has(LiveOptions.RECORD_LATE_BEHAVIOR) && !has(LiveOptions.RECORD_MAX_AGE_MS)) {
            add(
                    LiveOptions.RECORD_LATE_BEHAVIOR,
                    "has no meaning without " + LiveOptions.RECORD_MAX_AGE_MS.key() + "; give that, or remove it");
        }
    }

    /** Empty when the option is absent or wrong by itself. */
    private Optional<Integer> number(Option<Integer> option) {
        try {
            return value(option).map(Integer::valueOf);
        } catch (NumberFormatException reportedByTheOption) {
            return Optional.empty();
        }
    }

    private boolean has(Option<?> option) {
        return given.has(option);
    }

    private Optional<String> value(Option<?> option) {
        return given.value(option);
    }

    private void add(Option<?> option, String message) {
        given.add(option, message);
    }
}
