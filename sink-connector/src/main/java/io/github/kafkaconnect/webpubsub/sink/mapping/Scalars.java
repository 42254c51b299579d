package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/** Single values as text: the same in every locale, numbers with all digits and without exponent. */
final class Scalars {
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final int MAX_SCALE = 1_000;

    private Scalars() {}

    /**
     * Whole numbers exactly, floating ones by the fewest digits that read back (1.0 is {@code 1}), dates and times in ISO 8601 UTC,
     * bytes as the UTF-8 text they hold.
     *
     * @throws IllegalArgumentException saying what the value is, without the value
     */
    static String text(@Nullable Schema schema, Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return value.toString();
        }
        if (value instanceof Boolean || value instanceof BigInteger) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return plain(decimal(number));
        }
        if (value instanceof java.util.Date date) {
            return iso(schema, date);
        }
        if (value instanceof byte[] bytes) {
            return utf8(ByteBuffer.wrap(bytes));
        }
        if (value instanceof ByteBuffer buffer) {
            return utf8(buffer.duplicate());
        }
        throw new IllegalArgumentException("of type " + typeOf(value) + ", not a single value; name one of its fields");
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("not a finite number");
        }
        String shortest = number instanceof Float
                ? NumberOutput.toString(number.floatValue(), true)
                : NumberOutput.toString(value, true);
        BigDecimal decimal = new BigDecimal(shortest);
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }

    /** A scale is one int in the schema, its plain text may be gigabytes. */
    private static String plain(BigDecimal decimal) {
        if (Math.abs((long) decimal.scale()) > MAX_SCALE) {
            throw new IllegalArgumentException("a number with more than " + MAX_SCALE + " zeros");
        }
        return decimal.toPlainString();
    }

    /** A Date as {@code 2026-11-23}, a Time as {@code 20:12:00.5}, any other instant as {@code 2026-11-23T20:12:00Z}. */
    @SuppressWarnings("JavaUtilDate") // Connect hands dates over in this class.
    static String iso(@Nullable Schema schema, java.util.Date date) {
        long millis = date.getTime();
        String logicalName = schema == null ? null : schema.name();
        if (Date.LOGICAL_NAME.equals(logicalName)) {
            return LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_PER_DAY)).toString();
        }
        if (Time.LOGICAL_NAME.equals(logicalName)) {
            LocalTime time = LocalTime.ofNanoOfDay(Math.floorMod(millis, MILLIS_PER_DAY) * 1_000_000);
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        return Instant.ofEpochMilli(millis).toString();
    }

    static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("bytes that are not UTF-8", e);
        }
    }

    /** A type as users of Connect know it. */
    static String typeOf(Object value) {
        if (value instanceof Struct) {
            return "Struct";
        }
        if (value instanceof Map) {
            return "Map";
        }
        if (value instanceof List) {
            return "Array";
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return "bytes";
        }
        return value.getClass().getSimpleName();
    }
}
