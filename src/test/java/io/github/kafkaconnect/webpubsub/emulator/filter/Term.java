package io.github.kafkaconnect.webpubsub.emulator.filter;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A filter as it was written, before anything is known about types. */
sealed interface Term {
    /** A string, an integer, a boolean or null. */
    record Literal(@Nullable Object value) implements Term {}

    /** A property of the connection, or a word that is none. */
    record Name(String name) implements Term {}

    /** A function call. */
    record Call(String function, List<Term> arguments) implements Term {}

    /** Negation; binds tighter than every comparison. */
    record Not(Term operand) implements Term {}

    /** A logical operator or a comparison, by its word. */
    record Binary(String operator, Term left, Term right) implements Term {}

    /** Membership in a list that is written out. */
    record InList(Term left, List<Term> items) implements Term {}

    /** Membership in a property. */
    record InName(Term left, Name collection) implements Term {}

    /** The form that error messages show. */
    default String print() {
        if (this instanceof Literal literal) {
            return literal.value() instanceof String text ? "'" + text + "'" : String.valueOf(literal.value());
        } else if (this instanceof Name name) {
            return name.name();
        } else if (this instanceof Call call) {
            return call.function() + printAll(call.arguments());
        } else if (this instanceof Not not) {
            return "not " + wrap(not.operand());
        } else if (this instanceof Binary binary) {
            return wrap(binary.left()) + " " + binary.operator() + " " + wrap(binary.right());
        } else if (this instanceof InList in) {
            return in.left().print() + " in " + printAll(in.items());
        }
        InName in = (InName) this;
        return in.left().print() + " in " + in.collection().name();
    }

    private static String printAll(List<Term> terms) {
        return terms.stream().map(Term::print).collect(Collectors.joining(",", "(", ")"));
    }

    private static String wrap(Term term) {
        boolean simple = term instanceof Literal || term instanceof Name || term instanceof Call;
        return simple ? term.print() : "(" + term.print() + ")";
    }
}
