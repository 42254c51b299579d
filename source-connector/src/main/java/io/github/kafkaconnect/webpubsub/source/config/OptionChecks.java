package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Checks that options have in common. */
final class OptionChecks {
    /** Any endpoint does for checking a key alone. */
    private static final Endpoint ANY = Endpoint.parse("https://any");

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

    /** A list with an empty entry, which a comma too many makes, would allow what has no value at all. */
    static @Nullable String emptyEntry(List<String> list) {
        return list.stream().anyMatch(String::isBlank) ? "has an empty entry; remove the comma that is too many" : null;
    }

    /** The name of a file or folder, which need not exist. */
    static @Nullable String path(String text) {
        return problemOf(name -> Objects.requireNonNull(Path.of(name.trim()))).apply(text) == null
                ? null
                : "is no name of a file";
    }

    static @Nullable String accessKey(Password password) {
        return isUnknown(password)
                ? null
                : problemOf(key -> new ConnectionString(ANY, key)).apply(password.value());
    }

    /** No request brings a control character. */
    static @Nullable String sharedSecret(Password password) {
        String text = password.value();
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c != 0x7f);
        return plain || isUnknown(password) ? null : "has a control character, perhaps a line break; remove it";
    }

    private static boolean isUnknown(Password password) {
        return password.value().isBlank() || Credentials.isPlaceholder(password.value());
    }
}
