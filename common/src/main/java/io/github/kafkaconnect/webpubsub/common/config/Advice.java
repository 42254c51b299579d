package io.github.kafkaconnect.webpubsub.common.config;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What Connect tells a user interface of an option: values to choose from, and whether it has a meaning beside the values of the
 * others. What an option hidden by this is set to is checked all the same.
 */
record Advice(List<String> values, Predicate<Map<String, Object>> visible) implements ConfigDef.Recommender {
    static final Advice NONE = new Advice(List.of(), given -> true);

    static Advice of(List<String> values) {
        return new Advice(values, NONE.visible);
    }

    Advice visible(Predicate<Map<String, Object>> when) {
        return new Advice(values, when);
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> given) {
        return List.copyOf(values);
    }

    @Override
    public boolean visible(String name, Map<String, Object> given) {
        return visible.test(given);
    }
}
