package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Options that differ by topic: {@code topic.<topic>.<option>} for all that say what a record asks for. Topics may hold dots; the longest
 * option that fits the end of a key counts.
 */
public final class TopicOverrides {
    public static final String PREFIX = "topic.";

    private static final List<Option<?>> ALLOWED = Stream.concat(
                    Stream.of(
                            SinkOptions.HUB,
                            SinkOptions.TARGET,
                            SinkOptions.TARGET_NAME,
                            SinkOptions.TARGET_LIST,
                            LiveOptions.CONFLATION_KEY,
                            LiveOptions.MESSAGE_TTL_SECONDS,
                            WorkflowOptions.WORKFLOW),
                    Stream.of(OperationOptions.GROUP, SinkOptions.PAYLOAD, MetadataOptions.GROUP)
                            .map(OptionGroup::options)
                            .flatMap(List::stream))
            .sorted(Comparator.comparingInt((Option<?> option) -> option.key().length())
                    .reversed())
            .toList();

    private TopicOverrides() {}

    /** For each topic that has any, the whole configuration that holds for it. */
    public static Map<String, Map<String, String>> byTopic(Map<String, String> properties) {
        Map<String, Map<String, String>> byTopic = new TreeMap<>();
        properties.forEach((key, value) -> find(key)
                .ifPresent(option -> byTopic.computeIfAbsent(topic(key, option), topic -> base(properties))
                        .put(option.key(), value)));
        return byTopic;
    }

    /**
     * Shows what means something for the records of one topic at least.
     *
     * @param values as validated for records of the other topics
     */
    public static void show(List<ConfigValue> values, Map<String, String> properties) {
        Set<String> shown = byTopic(properties).values().stream()
                .flatMap(merged -> SinkOptions.SPEC.toConfigDef().validate(merged).stream())
                .filter(ConfigValue::visible)
                .map(ConfigValue::name)
                .collect(Collectors.toSet());
        values.stream().filter(value -> shown.contains(value.name())).forEach(value -> value.visible(true));
    }

    /** What is wrong with overrides, each at the option that it overrides. */
    static List<ConfigProblem> problems(Map<String, String> properties) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (String key : properties.keySet()) {
            if (isOverride(key) && find(key).isEmpty()) {
                problems.add(new ConfigProblem(
                        SinkOptions.TARGET.key(),
                        ErrorCode.OPTION_INVALID.id() + ' ' + key + " ends in no option that may differ by topic"));
            }
        }
        byTopic(properties).forEach((topic, merged) -> {
            for (ConfigProblem problem : SinkConfigCheck.problems(merged)) {
                problems.add(new ConfigProblem(problem.key(), problem.message() + " (for topic " + topic + ")"));
            }
            parse(topic, merged).ifPresent(problems::add);
        });
        return problems;
    }

    private static Optional<ConfigProblem> parse(String topic, Map<String, String> merged) {
        try {
            SinkOptions.SPEC.parse(merged);
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(new ConfigProblem(
                    SinkOptions.TARGET.key(),
                    ErrorCode.OPTION_INVALID.id() + " for topic " + topic + ": " + e.getMessage()));
        }
    }

    private static boolean isOverride(String key) {
        return key.startsWith(PREFIX) && key.length() > PREFIX.length();
    }

    private static Optional<Option<?>> find(String key) {
        return isOverride(key)
                ? ALLOWED.stream()
                        .filter(option -> key.endsWith('.' + option.key())
                                && key.length() > PREFIX.length() + option.key().length() + 1)
                        .findFirst()
                : Optional.empty();
    }

    private static String topic(String key, Option<?> option) {
        return key.substring(PREFIX.length(), key.length() - option.key().length() - 1);
    }

    private static Map<String, String> base(Map<String, String> properties) {
        Map<String, String> base = new HashMap<>(properties);
        base.keySet().removeIf(TopicOverrides::isOverride);
        return base;
    }
}
