package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration as the user wrote it, and the problems that were found in it. Blank counts as absent. */
final class GivenOptions {
    private final Map<String, String> properties;
    private final List<ConfigProblem> problems = new ArrayList<>();

    GivenOptions(Map<String, String> properties) {
        this.properties = properties;
    }

    Map<String, String> properties() {
        return properties;
    }

    boolean has(Option<?> option) {
        return value(option).isPresent();
    }

    Optional<String> value(Option<?> option) {
        return Optional.ofNullable(properties.get(option.key()))
                .map(String::trim)
                .filter(text -> !text.isEmpty());
    }

    /** The option does not fit the others. */
    void add(Option<?> option, String message) {
        problems.add(
                new ConfigProblem(option.key(), ErrorCode.OPTION_CONFLICT.id() + " " + option.key() + " " + message));
    }

    void add(ConfigProblem problem) {
        problems.add(problem);
    }

    List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }
}
