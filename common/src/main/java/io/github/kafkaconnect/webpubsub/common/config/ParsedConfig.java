package io.github.kafkaconnect.webpubsub.common.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Values that passed their option's own check. Its text form holds no values, for some are secrets. */
public final class ParsedConfig {
    private final Map<String, Object> values;

    ParsedConfig(Map<String, Object> values) {
        this.values = new HashMap<>(values);
    }

    /** The value of an option that is required or has a default. */
    public <T> T get(Option<T> option) {
        return find(option).orElseThrow(() -> new IllegalStateException("no value and no default: " + option.key()));
    }

    public <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable(values.get(option.key())).map(option.reader());
    }

    @Override
    public String toString() {
        return "ParsedConfig" + values.keySet();
    }

    /** The value of a text option without blanks around it; empty when the key is absent or nothing but blanks. */
    public Optional<String> findText(Option<String> option) {
        return find(option).map(String::trim).filter(text -> !text.isEmpty());
    }
}
