package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders that each record fills in: {@code ${topic}}, {@code ${partition}}, {@code ${offset}},
 * {@code ${timestamp}}, {@code ${key}}, {@code ${key.a.b}}, {@code ${value.user.id}}, {@code ${header.room}}, {@code ${ce.subject}}.
 *
 * <ul>
 *   <li>{@code ${value.room|lobby}} gives a default, used when the field is absent or null;
 *   <li>{@code ${header['a b.c']}} quotes a name that is not a plain word; inside, {@code \\}, {@code \'} and a backslash with
 *       {@code uXXXX} stand for a character;
 *   <li>{@code $$} writes one {@code $}; a {@code $} before anything but <code>{</code> or {@code $} is itself;
 *   <li>a colon inside the braces is refused, because Connect would take the placeholder for one of its config providers.
 * </ul>
 *
 * Parsed once; what records fill in is never parsed again, so a {@code $} in a value is harmless. Immutable.
 */
public record Template(List<Part> parts) {
    /** A piece of a template. */
    public sealed interface Part {}

    /** Text that stands for itself. */
    public record Literal(String text) implements Part {}

    /**
     * A hole that a record fills in.
     *
     * @param path names of fields from outside to inside, or the one name of a header
     * @param fallback used when there is no value; null when that is an error
     * @param written as it stands in the template, for messages
     */
    public record Placeholder(Root root, List<String> path, @Nullable String fallback, String written) implements Part {
        public Placeholder {
            path = List.copyOf(path);
        }
    }

    /** Where a placeholder begins to look. Topic, partition and offset are those after transforms. */
    public enum Root {
        TOPIC,
        PARTITION,
        OFFSET,
        TIMESTAMP,
        KEY,
        VALUE,
        HEADER,
        CE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static String words() {
            return Arrays.stream(values()).map(Root::word).collect(Collectors.joining(", "));
        }
    }

    public Template {
        parts = List.copyOf(parts);
    }

    /** @throws WebPubSubException TEMPLATE_INVALID, with the position and the remedy */
    public static Template parse(String text) {
        return new Template(new TemplateParser(text).parse());
    }

    /** Whether every record gets the same text. */
    public boolean isLiteral() {
        return parts.stream().allMatch(Literal.class::isInstance);
    }

    /** The text of a template without placeholders. */
    public String literalText() {
        return parts.stream()
                .map(part -> part instanceof Literal literal ? literal.text() : "")
                .collect(Collectors.joining());
    }

    /** Whether a placeholder of this root occurs. */
    public boolean uses(Root root) {
        return parts.stream().anyMatch(part -> part instanceof Placeholder hole && hole.root() == root);
    }
}
