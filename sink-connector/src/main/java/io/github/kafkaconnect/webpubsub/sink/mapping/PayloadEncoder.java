package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.sink.config.DecimalForm;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Turns a record's value into the body of a send, as large as the service takes it. Messages never hold the value. Immutable. */
final class PayloadEncoder {
    private final int maxBytes;
    private final PayloadFormat format;
    private final JsonText json;

    PayloadEncoder(PayloadFormat format, DecimalForm decimal, int maxBytes) {
        this.maxBytes = maxBytes;
        this.format = format;
        this.json = new JsonText(decimal);
    }

    /** @throws WebPubSubException RECORD_PAYLOAD_INVALID or PAYLOAD_TOO_LARGE */
    Payload encode(@Nullable Schema schema, Object value) {
        Payload payload;
        try {
            payload = format(schema, value);
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(
                    ErrorCode.RECORD_PAYLOAD_INVALID,
                    "with payload.format=" + format.name().toLowerCase(Locale.ROOT) + " the value is " + e.getMessage(),
                    e);
        }
        return checked(payload, maxBytes);
    }

    /** @throws WebPubSubException PAYLOAD_TOO_LARGE */
    static Payload checked(Payload payload, int maxBytes) {
        int size = payload.bytes().length;
        if (size > maxBytes) {
            throw new WebPubSubException(
                    ErrorCode.PAYLOAD_TOO_LARGE, "the payload has " + size + " bytes, the service takes " + maxBytes);
        }
        return payload;
    }

    /** A message without content, as far as the format allows. */
    Payload empty() {
        return switch (format) {
            case AUTO, TEXT -> Payload.Text.of("");
            case JSON -> Payload.Json.NULL;
            case BINARY -> new Payload.Binary(new byte[0]);
        };
    }

    private Payload format(@Nullable Schema schema, Object value) {
        return switch (format) {
            case AUTO -> auto(schema, value);
            case TEXT -> new Payload.Text(text(schema, value));
            case JSON -> new Payload.Json(json(schema, value));
            case BINARY -> new Payload.Binary(binary(schema, value));
        };
    }

    private Payload auto(@Nullable Schema schema, Object value) {
        if (value instanceof String text) {
            return new Payload.Text(Payload.utf8(text));
        }
        if (isBytes(value)) {
            return new Payload.Binary(bytes(value));
        }
        return new Payload.Json(json.write(schema, value));
    }

    private byte[] text(@Nullable Schema schema, Object value) {
        if (isBytes(value)) {
            byte[] bytes = bytes(value);
            Scalars.utf8(ByteBuffer.wrap(bytes));
            return bytes;
        }
        if (value instanceof Struct || value instanceof Map || value instanceof List) {
            return json.write(schema, value);
        }
        return Payload.utf8(Scalars.text(schema, value));
    }

    private byte[] json(@Nullable Schema schema, Object value) {
        if (value instanceof String text) {
            JsonText.check(text);
            return Payload.utf8(text);
        }
        if (isBytes(value)) {
            byte[] bytes = bytes(value);
            JsonText.check(Scalars.utf8(ByteBuffer.wrap(bytes)));
            return bytes;
        }
        return json.write(schema, value);
    }

    private byte[] binary(@Nullable Schema schema, Object value) {
        return isBytes(value) ? bytes(value) : text(schema, value);
    }

    static boolean isBytes(Object value) {
        return value instanceof byte[] || value instanceof ByteBuffer;
    }

    static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }
}
