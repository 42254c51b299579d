package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.DecimalForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Writes Connect data as JSON in UTF-8. Struct fields in the order of the schema, null as {@code null}, whole numbers with all
 * digits, dates and times as in {@link Scalars#iso}, bytes as base64, map keys as text. Nesting up to 1,000. Immutable.
 */
final class JsonText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            // Checked texts come from anybody; their names need no place in a table shared by all.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final int PLAIN_MAX_SCALE = 1_000;

    private final DecimalForm decimalForm;

    JsonText(DecimalForm decimalForm) {
        this.decimalForm = decimalForm;
    }

    /** @throws IllegalArgumentException saying what cannot be written, without the value */
    byte[] write(@Nullable Schema schema, Object value) {
        return document(out -> write(out, schema, value));
    }

    /** A part of a document. */
    interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    /** @throws IllegalArgumentException as {@link #write} */
    static byte[] document(Part root) {
        BoundedBytes out = new BoundedBytes();
        try (JsonGenerator generator = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            root.write(generator);
        } catch (IOException e) {
            // The cause may quote the value.
            throw new IllegalArgumentException("not writable as JSON: nested too deeply");
        }
        return out.toByteArray();
    }

    /** A short number can have a long text: what is far beyond any message must not take the worker's memory. */
    private static final class BoundedBytes extends ByteArrayOutputStream {
        private static final int MAX = 16 * 1024 * 1024;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (length > MAX - size()) {
                throw new WebPubSubException(
                        ErrorCode.PAYLOAD_TOO_LARGE, "as JSON it would have more than " + MAX + " bytes");
            }
            super.write(bytes, offset, length);
        }
    }

    /**
     * Writes one of several things that a payload is made of.
     *
     * @param what is written, for the message
     * @throws WebPubSubException RECORD_PAYLOAD_INVALID
     */
    void write(JsonGenerator out, String what, @Nullable Schema schema, @Nullable Object value) throws IOException {
        try {
            write(out, schema, value);
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(ErrorCode.RECORD_PAYLOAD_INVALID, what + " is " + e.getMessage(), e);
        }
    }

    private void write(JsonGenerator out, @Nullable Schema schema, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Struct || value instanceof Map) {
            out.writeStartObject();
            members(out, schema, value);
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            writeList(out, schema, list);
        } else if (value instanceof Number number) {
            writeNumber(out, number);
        } else {
            writeOther(out, schema, value);
        }
    }

    /** What stands between the braces of a Struct or Map. */
    void members(JsonGenerator out, @Nullable Schema schema, Object value) throws IOException {
        if (value instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                out.writeFieldName(field.name());
                write(out, field.schema(), struct.get(field));
            }
        } else {
            entries(out, schema, (Map<?, ?>) value);
        }
    }

    private void entries(JsonGenerator out, @Nullable Schema schema, Map<?, ?> map) throws IOException {
        Schema keySchema = schema == null ? null : schema.keySchema();
        Schema valueSchema = schema == null ? null : schema.valueSchema();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey();
            if (key == null) {
                throw new IllegalArgumentException("a Map with a null key, which JSON cannot hold");
            }
            out.writeFieldName(Scalars.text(keySchema, key));
            write(out, valueSchema, entry.getValue());
        }
    }

    private void writeList(JsonGenerator out, @Nullable Schema schema, List<?> list) throws IOException {
        Schema valueSchema = schema == null ? null : schema.valueSchema();
        out.writeStartArray();
        for (Object element : list) {
            write(out, valueSchema, element);
        }
        out.writeEndArray();
    }

    private void writeNumber(JsonGenerator out, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            writeDecimal(out, decimal);
        } else if (number instanceof BigInteger integer) {
            out.writeNumber(integer);
        } else if (number instanceof Double || number instanceof Float) {
            writeFloating(out, number);
        } else {
            out.writeNumber(number.longValue());
        }
    }

    private void writeDecimal(JsonGenerator out, BigDecimal decimal) throws IOException {
        boolean plain = Math.abs((long) decimal.scale()) <= PLAIN_MAX_SCALE;
        String digits = plain ? decimal.toPlainString() : decimal.toString();
        switch (decimalForm) {
            case NUMBER -> out.writeNumber(digits);
            case STRING -> out.writeString(digits);
        }
    }

    private static void writeFloating(JsonGenerator out, Number number) throws IOException {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("or holds NaN or Infinity, which JSON cannot hold");
        }
        if (number instanceof Float) {
            out.writeNumber(number.floatValue());
        } else {
            out.writeNumber(value);
        }
    }

    private static void writeOther(JsonGenerator out, @Nullable Schema schema, Object value) throws IOException {
        if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            out.writeBinary(PayloadEncoder.bytes(value));
        } else if (value instanceof java.util.Date date) {
            out.writeString(Scalars.iso(schema, date));
        } else {
            throw new IllegalArgumentException(
                    "or holds type " + Scalars.typeOf(value) + ", which is not Connect data");
        }
    }

    /** @throws IllegalArgumentException unless the text is exactly one JSON text, without what the text is */
    static void check(String text) {
        int roots = 0;
        int depth = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0) {
                    roots++;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        } catch (IOException e) {
            // The cause quotes the text.
            throw new IllegalArgumentException("not JSON");
        }
        if (roots != 1) {
            throw new IllegalArgumentException(roots == 0 ? "empty, which is not JSON" : "more than one JSON text");
        }
    }
}
