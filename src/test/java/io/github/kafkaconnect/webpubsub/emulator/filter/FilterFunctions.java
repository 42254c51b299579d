package io.github.kafkaconnect.webpubsub.emulator.filter;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The functions of the filter language, each with its rule for null. */
final class FilterFunctions {
    private static final Map<String, Set<Integer>> ARGUMENTS = Map.of(
            "length", Set.of(1),
            "tolower", Set.of(1),
            "toupper", Set.of(1),
            "trim", Set.of(1),
            "contains", Set.of(2),
            "startswith", Set.of(2),
            "endswith", Set.of(2),
            "indexof", Set.of(2),
            "concat", Set.of(2),
            "substring", Set.of(2, 3));

    Typed typed(Term.Call call, List<Typed> arguments) throws FilterException {
        Set<Integer> counts = ARGUMENTS.get(call.function());
        if (counts == null) {
            throw FilterErrors.unsupported(call.print(), call);
        }
        if (!counts.contains(arguments.size())) {
            throw FilterErrors.invalid(call);
        }
        return switch (call.function()) {
            case "length" -> length(call, arguments.get(0));
            case "tolower" -> transform(call, arguments.get(0), text -> text.toLowerCase(Locale.ROOT));
            case "toupper" -> transform(call, arguments.get(0), text -> text.toUpperCase(Locale.ROOT));
            case "trim" -> transform(call, arguments.get(0), String::strip);
            case "contains" -> predicate(call, arguments, String::contains);
            case "startswith" -> predicate(call, arguments, String::startsWith);
            case "endswith" -> predicate(call, arguments, String::endsWith);
            case "indexof" -> indexOf(call, arguments);
            case "concat" -> concat(call, arguments);
            default -> substring(call, arguments);
        };
    }

    private static Typed length(Term.Call call, Typed argument) throws FilterException {
        return switch (argument.type()) {
            case COLLECTION -> Typed.result(
                    ValueType.INT, false, s -> size(argument.value().of(s)));
            case STRING, NULL -> {
                Evaluation<String> text = argument.asText(call);
                yield Typed.result(ValueType.INT, argument.absentForAnonymous(), s -> {
                    String value = text.of(s);
                    return value == null ? null : value.length();
                });
            }
            case INT, BOOL -> throw FilterErrors.invalid(call);
        };
    }

    private static Integer size(@Nullable Object collection) {
        return collection instanceof Collection<?> items ? items.size() : 0;
    }

    private static Typed transform(Term.Call call, Typed argument, UnaryOperator<String> operation)
            throws FilterException {
        Evaluation<String> text = argument.asText(call);
        return Typed.result(ValueType.STRING, argument.absentForAnonymous(), s -> {
            String value = text.of(s);
            return value == null ? null : operation.apply(value);
        });
    }

    private static Typed predicate(Term.Call call, List<Typed> arguments, BiPredicate<String, String> test)
            throws FilterException {
        Evaluation<String> text = arguments.get(0).asText(call);
        Evaluation<String> part = arguments.get(1).asText(call);
        return Typed.bool(s -> {
            String whole = text.of(s);
            String other = part.of(s);
            return whole != null && other != null && test.test(whole, other);
        });
    }

    private static Typed indexOf(Term.Call call, List<Typed> arguments) throws FilterException {
        Evaluation<String> text = arguments.get(0).asText(call);
        Evaluation<String> part = arguments.get(1).asText(call);
        return Typed.result(ValueType.INT, false, s -> {
            String whole = text.of(s);
            String other = part.of(s);
            return whole == null || other == null ? -1 : whole.indexOf(other);
        });
    }

    private static Typed concat(Term.Call call, List<Typed> arguments) throws FilterException {
        Evaluation<String> left = arguments.get(0).asText(call);
        Evaluation<String> right = arguments.get(1).asText(call);
        boolean absent =
                arguments.get(0).absentForAnonymous() && arguments.get(1).absentForAnonymous();
        return Typed.result(ValueType.STRING, absent, s -> {
            String a = left.of(s);
            String b = right.of(s);
            return a == null ? b : b == null ? a : a + b;
        });
    }

    private static Typed substring(Term.Call call, List<Typed> arguments) throws FilterException {
        Evaluation<String> text = arguments.get(0).asText(call);
        Evaluation<Integer> from = arguments.get(1).asInt(call);
        Evaluation<Integer> count = arguments.size() == 3 ? arguments.get(2).asInt(call) : subject -> Integer.MAX_VALUE;
        boolean toEnd = arguments.size() == 2;
        return Typed.result(ValueType.STRING, arguments.get(0).absentForAnonymous(), s -> {
            String value = text.of(s);
            Integer start = from.of(s);
            Integer length = count.of(s);
            if (value == null || start == null || length == null || start < 0 || start > value.length()) {
                return null;
            }
            int rest = value.length() - start;
            if (toEnd) {
                return value.substring(start);
            }
            return length < 0 || length > rest ? null : value.substring(start, start + length);
        });
    }
}
