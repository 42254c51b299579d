package io.github.kafkaconnect.webpubsub.emulator.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Turns a written filter into something that can be evaluated, and refuses it when an operand has the wrong type.
 *
 * <p>Only the null literal has the type null; {@code userId} is a string even where it has no value. A function of a
 * value that an anonymous connection lacks is called null in messages, because the service checks a filter against
 * such a connection.
 */
final class TypeChecker {
    private final String filter;
    private final FilterFunctions functions = new FilterFunctions();

    TypeChecker(String filter) {
        this.filter = filter;
    }

    Evaluation<Boolean> check(Term term) throws FilterException {
        return typed(term, filter).asBool(term);
    }

    /** @param where the innermost operator or call around the term, for the message about an unknown word */
    private Typed typed(Term term, String where) throws FilterException {
        if (term instanceof Term.Literal literal) {
            return Typed.literal(literal.value());
        } else if (term instanceof Term.Name name) {
            return property(name, where);
        } else if (term instanceof Term.Call call) {
            return functions.typed(call, typedAll(call.arguments(), call.print()));
        } else if (term instanceof Term.Not not) {
            Evaluation<Boolean> operand = typed(not.operand(), where).asBool(term);
            return Typed.bool(subject -> !Boolean.TRUE.equals(operand.of(subject)));
        } else if (term instanceof Term.Binary binary) {
            return binary(binary, typed(binary.left(), binary.print()), typed(binary.right(), binary.print()));
        } else if (term instanceof Term.InList in) {
            Typed left = typed(in.left(), in.print());
            List<Typed> items = typedAll(in.items(), in.print());
            return Typed.bool(subject -> {
                Object value = left.value().of(subject);
                return items.stream()
                        .anyMatch(item -> Objects.equals(item.value().of(subject), value));
            });
        }
        Term.InName in = (Term.InName) term;
        Typed left = typed(in.left(), in.print());
        return Typed.bool(subject -> left.value().of(subject) instanceof String name
                && subject.groups().contains(name));
    }

    private List<Typed> typedAll(List<Term> terms, String where) throws FilterException {
        List<Typed> all = new ArrayList<>();
        for (Term term : terms) {
            all.add(typed(term, where));
        }
        return all;
    }

    private static Typed property(Term.Name name, String where) throws FilterException {
        return switch (name.name().toLowerCase(Locale.ROOT)) {
            case "userid" -> new Typed(ValueType.STRING, true, Subject::userId);
            case "connectionid" -> new Typed(ValueType.STRING, false, Subject::connectionId);
            case "groups" -> new Typed(ValueType.COLLECTION, false, Subject::groups);
            case "protocol" -> new Typed(ValueType.STRING, true, Subject::protocol);
            default -> throw FilterErrors.unsupported(where, name);
        };
    }

    private static Typed binary(Term.Binary term, Typed left, Typed right) throws FilterException {
        return switch (term.operator()) {
            case "or" -> logical(term, left, right, false);
            case "and" -> logical(term, left, right, true);
            case "eq" -> Typed.bool(
                    s -> Objects.equals(left.value().of(s), right.value().of(s)));
            case "ne" -> Typed.bool(
                    s -> !Objects.equals(left.value().of(s), right.value().of(s)));
            case "gt" -> compare(term, left, right, order -> order > 0);
            case "ge" -> compare(term, left, right, order -> order >= 0);
            case "lt" -> compare(term, left, right, order -> order < 0);
            case "le" -> compare(term, left, right, order -> order <= 0);
            default -> throw FilterErrors.unsupported(term.print(), term);
        };
    }

    private static Typed logical(Term term, Typed left, Typed right, boolean both) throws FilterException {
        Evaluation<Boolean> l = left.asBool(term);
        Evaluation<Boolean> r = right.asBool(term);
        return Typed.bool(s -> both
                ? Boolean.TRUE.equals(l.of(s)) && Boolean.TRUE.equals(r.of(s))
                : Boolean.TRUE.equals(l.of(s)) || Boolean.TRUE.equals(r.of(s)));
    }

    private static Typed compare(Term term, Typed left, Typed right, IntPredicate order) throws FilterException {
        if (left.isNullLiteral() || right.isNullLiteral()) {
            return Typed.bool(subject -> false);
        }
        Evaluation<Integer> l = left.asInt(term);
        Evaluation<Integer> r = right.asInt(term);
        return Typed.bool(subject -> {
            Integer a = l.of(subject);
            Integer b = r.of(subject);
            return a != null && b != null && order.test(a.compareTo(b));
        });
    }
}
