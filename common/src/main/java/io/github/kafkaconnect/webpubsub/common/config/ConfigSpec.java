package io.github.kafkaconnect.webpubsub.common.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** All options of one connector. Immutable; made once per connector class. */
public final class ConfigSpec {
    private final List<OptionGroup> groups;

    public ConfigSpec(OptionGroup... groups) {
        this.groups = List.of(groups);
        Set<String> keys = new HashSet<>();
        options().map(Option::key).filter(key -> !keys.add(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("declared twice: " + key);
        });
    }

    public List<OptionGroup> groups() {
        return groups;
    }

    public Stream<Option<?>> options() {
        return groups.stream().flatMap(group -> group.options().stream());
    }

    public ConfigDef toConfigDef() {
        ConfigDef def = new ConfigDef();
        for (OptionGroup group : groups) {
            int order = 0;
            for (Option<?> option : group.options()) {
                define(def, group.name(), order++, option);
            }
        }
        return def;
    }

    /** Typed values; the errors of the first bad key as a ConfigException. Cross-key rules are the connector's. */
    public ParsedConfig parse(Map<String, String> properties) {
        return new ParsedConfig(toConfigDef().parse(properties));
    }

    private static <T> void define(ConfigDef def, String group, int order, Option<T> option) {
        Object defaultValue = option.required() ? ConfigDef.NO_DEFAULT_VALUE : option.defaultValue();
        def.define(
                option.key(),
                option.type(),
                defaultValue,
                new OptionValidator<>(option),
                option.importance(),
                option.doc(),
                group,
                order,
                ConfigDef.Width.MEDIUM,
                option.key(),
                option.advice());
    }

    private record OptionValidator<T>(Option<T> option) implements ConfigDef.Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value == null) {
                return;
            }
            String problem;
            try {
                problem = option.check().apply(option.reader().apply(value));
            } catch (IllegalArgumentException e) {
                problem = e.getMessage();
            }
            if (problem != null) {
                Object shown = option.type() == ConfigDef.Type.PASSWORD ? "[hidden]" : value;
                throw new ConfigException(name, shown, problem);
            }
        }

        @Override
        public String toString() {
            return option.range();
        }
    }
}
