package io.github.kafkaconnect.webpubsub.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key, declared in one expression: name, type, default, range, text and example. The ConfigDef, the typed
 * value and the documentation are all derived from it.
 *
 * @param <T> the type that the connector works with
 * @param check returns the problem with a value, as a sentence that tells the remedy, or null
 * @param advice what a user interface is told
 */
public record Option<T>(
        String key,
        ConfigDef.Type type,
        @Nullable Object defaultValue,
        boolean required,
        ConfigDef.Importance importance,
        String doc,
        String range,
        String example,
        Function<Object, T> reader,
        Function<T, @Nullable String> check,
        Advice advice) {

    public static Option<String> text(String key, String doc) {
        return of(key, ConfigDef.Type.STRING, doc, String.class::cast);
    }

    public static Option<Integer> integer(String key, String doc) {
        return of(key, ConfigDef.Type.INT, doc, Integer.class::cast);
    }

    public static Option<Long> millis(String key, String doc) {
        return of(key, ConfigDef.Type.LONG, doc, Long.class::cast);
    }

    /** A number of bytes that may exceed an int. */
    public static Option<Long> bytes(String key, String doc) {
        return of(key, ConfigDef.Type.LONG, doc, Long.class::cast);
    }

    public static Option<Boolean> flag(String key, String doc) {
        return of(key, ConfigDef.Type.BOOLEAN, doc, Boolean.class::cast);
    }

    /** A secret: Connect hides it in its REST answers and logs. */
    public static Option<Password> secret(String key, String doc) {
        return of(key, ConfigDef.Type.PASSWORD, doc, Password.class::cast);
    }

    public static Option<List<String>> list(String key, String doc) {
        return of(key, ConfigDef.Type.LIST, doc, value -> ((List<?>) value)
                .stream().map(String::valueOf).toList());
    }

    /** A choice among the constants of an enum, written in lower case with {@code -} for {@code _}. */
    public static <E extends Enum<E>> Option<E> choice(String key, Class<E> choices, String doc) {
        List<String> all =
                Arrays.stream(choices.getEnumConstants()).map(Option::nameOf).toList();
        String names = String.join(", ", all);
        Option<String> text =
                text(key, doc).check(value -> find(choices, value) == null ? "must be one of " + names : null);
        return new Option<>(
                key,
                text.type,
                null,
                true,
                text.importance,
                doc,
                names,
                "",
                value -> {
                    E found = find(choices, (String) value);
                    if (found == null) {
                        throw new IllegalArgumentException("must be one of " + names);
                    }
                    return found;
                },
                value -> null,
                Advice.of(all));
    }

    private static <T> Option<T> of(String key, ConfigDef.Type type, String doc, Function<Object, T> reader) {
        return new Option<>(
                key, type, null, true, ConfigDef.Importance.MEDIUM, doc, "", "", reader, value -> null, Advice.NONE);
    }

    /** The value used when the key is absent, in the form a user would write it. */
    public Option<T> defaultTo(Object value) {
        Object written = value instanceof Enum<?> constant ? nameOf(constant) : value;
        return new Option<>(key, type, written, false, importance, doc, range, example, reader, check, advice);
    }

    /** The key may be absent, and then has no value. */
    public Option<T> optional() {
        return new Option<>(key, type, null, false, importance, doc, range, example, reader, check, advice);
    }

    public Option<T> high() {
        return new Option<>(
                key,
                type,
                defaultValue,
                required,
                ConfigDef.Importance.HIGH,
                doc,
                range,
                example,
                reader,
                check,
                advice);
    }

    public Option<T> low() {
        return new Option<>(
                key,
                type,
                defaultValue,
                required,
                ConfigDef.Importance.LOW,
                doc,
                range,
                example,
                reader,
                check,
                advice);
    }

    public Option<T> example(String text) {
        return new Option<>(key, type, defaultValue, required, importance, doc, range, text, reader, check, advice);
    }

    /** Inclusive bounds of a numeric option. */
    public Option<T> between(long least, long most) {
        return new Option<>(
                key,
                type,
                defaultValue,
                required,
                importance,
                doc,
                least + " to " + most,
                example,
                reader,
                value -> {
                    long number = ((Number) value).longValue();
                    return number < least || number > most ? "must be between " + least + " and " + most : null;
                },
                advice);
    }

    public Option<T> check(Function<T, @Nullable String> problem) {
        return new Option<>(
                key, type, defaultValue, required, importance, doc, range, example, reader, problem, advice);
    }

    /** When a user interface should show the option, by the values of all options as ConfigDef parses them. Changes nothing else. */
    public Option<T> visible(Predicate<Map<String, Object>> when) {
        return new Option<>(
                key,
                type,
                defaultValue,
                required,
                importance,
                doc,
                range,
                example,
                reader,
                check,
                advice.visible(when));
    }

    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> @Nullable E find(Class<E> choices, String name) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> nameOf(choice).equals(name.trim().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }
}
