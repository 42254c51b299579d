package io.github.kafkaconnect.webpubsub.source.config;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks that options have in common. */
final class OptionChecks {
    private OptionChecks() {}

    /** What a parser says against a text, or null. */
    static Function<String, @Nullable String> problemOf(Consumer<String> parse) {
        return text -> {
            try {
                parse.accept(text);
                return null;
            } catch (RuntimeException e) {
                return String.valueOf(e.getMessage());
            }
        };
    }
}
