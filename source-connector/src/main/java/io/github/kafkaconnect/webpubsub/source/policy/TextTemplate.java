package io.github.kafkaconnect.webpubsub.source.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text with places for facts: {@code ${claim.tier}}, with a default {@code ${query.room|lobby}}; {@code $$} writes one {@code $}. There is
 * no colon in a place, for {@code ${x:y}} belongs to Connect's config providers. Parsed once; what is filled in is never parsed.
 */
record TextTemplate(List<Part> parts) {
    /** A piece of a template. */
    sealed interface Part {}

    record Literal(String text) implements Part {}

    /** @param fallback where the fact has no value; null when that is a failure */
    record Place(Fact fact, @Nullable String fallback) implements Part {}

    TextTemplate {
        parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException with the remedy */
    static TextTemplate parse(String text, Set<Fact.Root> roots) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$$", at)) {
                literal.append('$');
                at += 2;
            } else if (text.startsWith("${", at)) {
                int close = text.indexOf('}', at);
                if (close < 0) {
                    throw new IllegalArgumentException("'${' at position " + at + " is not closed by '}'");
                }
                flush(literal, parts);
                parts.add(place(text.substring(at + 2, close), roots));
                at = close + 1;
            } else {
                literal.append(text.charAt(at++));
            }
        }
        flush(literal, parts);
        return new TextTemplate(parts);
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private static Place place(String written, Set<Fact.Root> roots) {
        if (written.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "${" + written + "} has a colon, which makes it a placeholder of a config"
                            + " provider that the worker did not resolve; a place of ours has none");
        }
        int bar = written.indexOf('|');
        String name = bar < 0 ? written : written.substring(0, bar);
        try {
            Fact fact = Fact.parse(name, roots);
            if (fact.isCredential()) {
                throw new IllegalArgumentException("is a credential of the client, which others would see");
            }
            return new Place(fact, bar < 0 ? null : written.substring(bar + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("${" + written + "} " + e.getMessage(), e);
        }
    }

    boolean isLiteral() {
        return parts.stream().allMatch(Literal.class::isInstance);
    }

    /** The place, when the template is nothing else. */
    Optional<Place> wholePlace() {
        return parts.size() == 1 && parts.get(0) instanceof Place place ? Optional.of(place) : Optional.empty();
    }

    List<Place> places() {
        return parts.stream()
                .filter(Place.class::isInstance)
                .map(Place.class::cast)
                .toList();
    }

    String fill(Function<Place, String> value) {
        return parts.stream()
                .map(part -> part instanceof Place place ? value.apply(place) : ((Literal) part).text())
                .collect(Collectors.joining());
    }

    /**
     * The text for a client.
     *
     * @throws RuleFailure when a fact without default is absent, or one has several values: a condition may have held for another of them
     */
    String render(Fact.Source facts) {
        return fill(place -> {
            List<String> values = facts.values(place.fact());
            if (values.size() > 1) {
                throw new RuleFailure(place.fact() + " has several values");
            }
            if (values.isEmpty() && place.fallback() == null) {
                throw new RuleFailure(place.fact() + " is absent");
            }
            return values.isEmpty() ? String.valueOf(place.fallback()) : clean(place.fact(), values.get(0));
        });
    }

    /** @throws RuleFailure for a value that is not one line of Unicode text */
    static String clean(Fact fact, String value) {
        boolean bad = value.codePoints().anyMatch(c -> Character.isISOControl(c) || isHalf(c));
        if (bad) {
            throw new RuleFailure(fact + " has control characters or is no Unicode text");
        }
        return value;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
