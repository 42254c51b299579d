package io.github.kafkaconnect.webpubsub.emulator.service;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The wildcard of {@code sendToGroups} and {@code joinLeaveGroups} roles: {@code ?} is one character except a dot,
 * {@code *} any number of them, {@code **} dots included; a backslash escapes these three. At most five stars.
 */
final class GroupPattern {
    private static final int STARS_MAX = 5;
    private final Pattern regex;

    private GroupPattern(Pattern regex) {
        this.regex = regex;
    }

    /** The compiled pattern, or empty when it is invalid; the service ignores invalid ones. */
    static Optional<GroupPattern> parse(String text) {
        StringBuilder regex = new StringBuilder();
        int stars = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i == text.length() || "\\*?".indexOf(text.charAt(i)) < 0) {
                    return Optional.empty();
                }
                regex.append(Pattern.quote(text.substring(i, i + 1)));
            } else if (c == '*') {
                boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == '*';
                i += doubled ? 1 : 0;
                stars += doubled ? 2 : 1;
                regex.append(doubled ? ".*" : "[^.]*");
            } else {
                regex.append(c == '?' ? "[^.]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return text.isEmpty() || stars > STARS_MAX
                ? Optional.empty()
                : Optional.of(new GroupPattern(Pattern.compile(regex.toString(), Pattern.DOTALL)));
    }

    boolean matches(String group) {
        return regex.matcher(group).matches();
    }
}
