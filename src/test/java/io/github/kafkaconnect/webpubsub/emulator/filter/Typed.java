package io.github.kafkaconnect.webpubsub.emulator.filter;

import org.jspecify.annotations.Nullable;

/**
 * An expression with its type.
 *
 * @param absentForAnonymous the value is null for a connection without user id and protocol
 */
record Typed(ValueType type, boolean absentForAnonymous, String shownType, Evaluation<?> value) {
    Typed(ValueType type, boolean absentForAnonymous, Evaluation<?> value) {
        this(type, absentForAnonymous, type.shown(), value);
    }

    static Typed literal(@Nullable Object value) {
        ValueType type = value == null
                ? ValueType.NULL
                : value instanceof String
                        ? ValueType.STRING
                        : value instanceof Integer ? ValueType.INT : ValueType.BOOL;
        return new Typed(type, value == null, subject -> value);
    }

    static Typed bool(Evaluation<Boolean> value) {
        return new Typed(ValueType.BOOL, false, value);
    }

    /** The result of a function; shown as null when an anonymous connection has none. */
    static Typed result(ValueType type, boolean absentForAnonymous, Evaluation<?> value) {
        return new Typed(type, absentForAnonymous, (absentForAnonymous ? ValueType.NULL : type).shown(), value);
    }

    boolean isNullLiteral() {
        return type == ValueType.NULL;
    }

    Evaluation<Boolean> asBool(Term where) throws FilterException {
        expect(ValueType.BOOL, where);
        return subject -> (Boolean) value.of(subject);
    }

    Evaluation<Integer> asInt(Term where) throws FilterException {
        expect(ValueType.INT, where);
        return subject -> (Integer) value.of(subject);
    }

    /** A string, or the null literal. */
    Evaluation<String> asText(Term where) throws FilterException {
        if (!isNullLiteral()) {
            expect(ValueType.STRING, where);
        }
        return subject -> (String) value.of(subject);
    }

    private void expect(ValueType expected, Term where) throws FilterException {
        if (type != expected) {
            throw FilterErrors.type(where, shownType, expected);
        }
    }
}
