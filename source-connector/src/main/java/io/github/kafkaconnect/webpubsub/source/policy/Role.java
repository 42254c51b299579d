package io.github.kafkaconnect.webpubsub.source.policy;

import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role as a template. What clients choose can complete the name of a group and do no more: the template says what is allowed up to the
 * dot before the group, the group is never empty (without one the role would be for all groups), and a value has no wildcard. Claims alone,
 * which whoever signs tokens has said, may be roles as a whole.
 */
record Role(TextTemplate template) {
    /** Each for all groups, or after a dot for one. */
    private static final List<String> OF_GROUPS = List.of("webpubsub.sendToGroup", "webpubsub.joinLeaveGroup");
    /** After a dot, for the groups of a pattern. */
    private static final List<String> OF_PATTERNS = List.of("webpubsub.sendToGroups.", "webpubsub.joinLeaveGroups.");

    private static final Pattern ESCAPED = Pattern.compile("\\\\[\\\\*?]");
    private static final int STARS_MAX = 5;

    private static final String FORMS = "webpubsub.sendToGroup.<group>, webpubsub.joinLeaveGroup.<group>,"
            + " webpubsub.sendToGroups.<pattern>, webpubsub.joinLeaveGroups.<pattern>";

    /** @throws IllegalArgumentException with the remedy */
    static Role of(TextTemplate template) {
        Optional<TextTemplate.Place> whole = template.wholePlace();
        if (whole.isPresent() && whole.get().fact().root() == Fact.Root.CLAIM) {
            String fallback = whole.get().fallback();
            if (fallback != null && !fallback.isEmpty()) {
                checkRole(fallback);
            }
        } else if (template.isLiteral()) {
            checkRole(template.fill(place -> ""));
        } else {
            checkBeginning(template);
            template.places().forEach(Role::checkFallback);
        }
        return new Role(template);
    }

    private static void checkBeginning(TextTemplate template) {
        String first = template.parts().get(0) instanceof TextTemplate.Literal literal ? literal.text() : "";
        boolean begins = OF_PATTERNS.stream().anyMatch(first::startsWith)
                || OF_GROUPS.stream().anyMatch(family -> first.startsWith(family + '.'));
        if (!begins) {
            throw new IllegalArgumentException(
                    "is filled in before it says what it allows, so a client could choose its"
                            + " role; begin with one of " + FORMS + ", or let a claim be the whole role");
        }
    }

    private static void checkFallback(TextTemplate.Place place) {
        String fallback = place.fallback();
        if (fallback != null && (fallback.isEmpty() || hasWildcard(fallback))) {
            throw new IllegalArgumentException("has for " + place.fact()
                    + " a default that is empty or has a wildcard; write a wildcard outside of the place");
        }
    }

    /** @throws IllegalArgumentException unless the service knows such roles; never with the text */
    private static void checkRole(String text) {
        if (OF_GROUPS.contains(text)) {
            return;
        }
        for (String family : OF_GROUPS) {
            if (text.startsWith(family + '.')) {
                new GroupName(text.substring(family.length() + 1));
                return;
            }
        }
        for (String family : OF_PATTERNS) {
            if (text.startsWith(family)) {
                checkPattern(text.substring(family.length()));
                return;
            }
        }
        throw new IllegalArgumentException(
                "is no role; there are webpubsub.sendToGroup, webpubsub.joinLeaveGroup, " + FORMS);
    }

    /** The service passes over, in silence, a pattern that is none. */
    private static void checkPattern(String pattern) {
        new GroupName(pattern);
        String wildcards = ESCAPED.matcher(pattern).replaceAll("");
        if (wildcards.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("has a pattern with a backslash that is not before \\, * or ?");
        }
        if (wildcards.chars().filter(c -> c == '*').count() > STARS_MAX) {
            throw new IllegalArgumentException("has a pattern with more than " + STARS_MAX + " asterisks");
        }
    }

    /** The roles for a client: one, or as many as the claim has values. */
    List<String> render(Fact.Source facts) {
        Optional<TextTemplate.Place> whole = template.wholePlace();
        if (whole.isPresent()) {
            return valuesOf(whole.get(), facts);
        }
        String role = template.render(fact -> {
            List<String> values = facts.values(fact);
            if (values.stream().anyMatch(Role::hasWildcard)) {
                throw new RuleFailure(fact + " has a wildcard or a backslash, which no part of a role may have");
            }
            return values;
        });
        checkRole(role);
        return List.of(role);
    }

    /** All values of a claim, or its default; nothing for an empty default. */
    static List<String> valuesOf(TextTemplate.Place place, Fact.Source facts) {
        List<String> values = facts.values(place.fact());
        @Nullable String fallback = place.fallback();
        if (values.isEmpty() && fallback == null) {
            throw new RuleFailure(place.fact() + " is absent");
        }
        if (values.isEmpty()) {
            return fallback == null || fallback.isEmpty() ? List.of() : List.of(fallback);
        }
        values.forEach(value -> TextTemplate.clean(place.fact(), value));
        return values;
    }

    private static boolean hasWildcard(String value) {
        return value.chars().anyMatch(c -> c == '*' || c == '?' || c == '\\');
    }
}
