package io.github.kafkaconnect.webpubsub.emulator;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values of options as texts. A time is a whole number and one of {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}. */
final class TextValue {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private TextValue() {}

    /** Whether values of that type can be written as texts. */
    static boolean handles(Type type) {
        return !allowed(type).isEmpty();
    }

    /** Which values a type has, for a table; empty when it is not handled. */
    static String allowed(Type type) {
        if (type instanceof Class<?> plain && plain.isEnum()) {
            return Stream.of(plain.getEnumConstants())
                    .map(constant -> "`" + constant + "`")
                    .collect(Collectors.joining(", "));
        } else if (type == int.class || type == long.class) {
            return "number";
        } else if (type == double.class) {
            return "fraction";
        } else if (type == boolean.class) {
            return "`true`, `false`";
        } else if (type == String.class) {
            return "text";
        } else if (type == Duration.class) {
            return "time";
        }
        return isTimes(type) ? "times" : "";
    }

    private static boolean isTimes(Type type) {
        return type.getTypeName().equals("java.util.List<java.time.Duration>");
    }

    static String write(Object value) {
        if (value instanceof Duration time) {
            return write(time);
        } else if (value instanceof List<?> times) {
            return times.stream().map(TextValue::write).collect(Collectors.joining(","));
        }
        return value.toString();
    }

    private static String write(Duration time) {
        long ms = time.toMillis();
        if (ms % 1000 != 0) {
            return ms + "ms";
        }
        return ms != 0 && ms % Duration.ofDays(1).toMillis() == 0 ? time.toDays() + "d" : ms / 1000 + "s";
    }

    /** @throws IllegalArgumentException when the text is no value of that type */
    static Object read(Type type, String text) {
        if (type == int.class) {
            return Integer.parseUnsignedInt(text);
        } else if (type == long.class) {
            return Long.parseLong(text);
        } else if (type == double.class) {
            return Double.parseDouble(text);
        } else if (type == String.class) {
            return text;
        } else if (type == Duration.class) {
            return time(text);
        } else if (isTimes(type)) {
            return text.isBlank()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1)).map(TextValue::time).toList();
        }
        Object[] constants = type == boolean.class ? new Object[] {true, false} : ((Class<?>) type).getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.toString().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("known are " + Arrays.toString(constants)));
    }

    private static Duration time(String text) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            throw new IllegalArgumentException("a time is a number and ms, s, m, h or d");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
