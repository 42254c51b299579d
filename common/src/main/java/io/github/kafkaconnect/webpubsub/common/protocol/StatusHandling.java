package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with error statuses otherwise than usual, for all operations or for one kind. Immutable. */
public final class StatusHandling {
    public static final StatusHandling USUAL = new StatusHandling(Map.of());

    private static final int FIRST_ERROR = 400;
    private static final int LAST_ERROR = 599;

    private final Map<Rule, Handling> handlingByRule;

    /** What is done with an answer. */
    public enum Handling {
        /** The record is finished. */
        SKIP,
        /** The record is errant. */
        REJECT,
        /** The record is tried again. */
        RETRY,
        /** The task fails. */
        FAIL
    }

    private record Rule(int status, Operation.@Nullable Kind operation) {}

    private StatusHandling(Map<Rule, Handling> handlingByRule) {
        this.handlingByRule = handlingByRule;
    }

    /**
     * Reads entries such as {@code 404=skip} or {@code sendToGroup:409=retry}.
     *
     * @throws IllegalArgumentException naming the entry and what is wrong with it
     */
    public static StatusHandling parse(List<String> entries) {
        Map<Rule, Handling> handlingByRule = new HashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                throw bad(entry, "is not of the form status=handling, such as 404=skip");
            }
            Rule rule = rule(entry, entry.substring(0, equals).trim());
            if (handlingByRule.put(
                            rule, handling(entry, entry.substring(equals + 1).trim()))
                    != null) {
                throw bad(entry, "is the second entry for its status; remove one");
            }
        }
        return new StatusHandling(Map.copyOf(handlingByRule));
    }

    /** What is wanted of an answer; the rule for the operation wins over the general one. Empty when the usual is wanted. */
    public Optional<Handling> of(Operation.Kind operation, int status) {
        if (handlingByRule.isEmpty() || status < FIRST_ERROR) {
            return Optional.empty();
        }
        Handling exact = handlingByRule.get(new Rule(status, operation));
        return Optional.ofNullable(exact == null ? handlingByRule.get(new Rule(status, null)) : exact);
    }

    private static Rule rule(String entry, String text) {
        int colon = text.indexOf(':');
        Operation.Kind kind =
                colon < 0 ? null : kind(entry, text.substring(0, colon).trim());
        String digits = text.substring(colon + 1).trim();
        if (!digits.matches("[0-9]{3}")) {
            throw bad(entry, "names no status; it is a number from 400 to 599");
        }
        int status = Integer.parseInt(digits);
        if (status < FIRST_ERROR || status > LAST_ERROR) {
            throw bad(entry, "names a status that cannot be moved; that is one from 400 to 599");
        }
        return new Rule(status, kind);
    }

    private static Operation.Kind kind(String entry, String name) {
        for (Operation.Kind kind : Operation.Kind.values()) {
            if (kind.operationName().equals(name)) {
                return kind;
            }
        }
        throw bad(entry, "names an operation that does not exist; one that does is sendToGroup");
    }

    private static Handling handling(String entry, String name) {
        for (Handling handling : Handling.values()) {
            if (handling.name().toLowerCase(Locale.ROOT).equals(name)) {
                return handling;
            }
        }
        throw bad(entry, "must end in skip, reject, retry or fail");
    }

    private static IllegalArgumentException bad(String entry, String problem) {
        return new IllegalArgumentException("'" + entry + "' " + problem);
    }
}
