package io.github.kafkaconnect.webpubsub.common.config;

import java.util.List;

/** Options that belong together, in the order in which a reader meets them. */
public record OptionGroup(String name, List<Option<?>> options) {
    public OptionGroup {
        options = List.copyOf(options);
    }

    public static OptionGroup of(String name, Option<?>... options) {
        return new OptionGroup(name, List.of(options));
    }
}
