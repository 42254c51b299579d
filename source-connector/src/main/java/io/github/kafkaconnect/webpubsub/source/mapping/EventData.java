package io.github.kafkaconnect.webpubsub.source.mapping;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.kafkaconnect.webpubsub.source.config.DataForm;
import io.github.kafkaconnect.webpubsub.source.config.Written;
import java.util.Base64;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event's data as Connect gets it. Every content fits every form: what is no text or no JSON is a text in base64, and marked so.
 *
 * @param schema null for JSON
 * @param bytes what a converter writes for the value, at most
 * @param encoding {@link #BASE64} when the value is the data in base64, else null
 */
record EventData(@Nullable Schema schema, Object value, int bytes, @Nullable String encoding) {
    static final String BASE64 = "base64";

    /** The value of a record. */
    static EventData value(DataForm form, Written written, @Nullable String contentType, byte[] data) {
        return switch (form) {
            case BYTES -> new EventData(Schema.BYTES_SCHEMA, data, Weight.bytes(written, data.length), null);
            case TEXT -> text(written, data);
            case JSON -> json(contentType, data);
        };
    }

    /** A field of a struct, where JSON is a text because a schema cannot say what clients may write. */
    static EventData field(DataForm form, @Nullable String contentType, byte[] data) {
        return switch (form) {
            case BYTES -> new EventData(
                    Schema.OPTIONAL_BYTES_SCHEMA, data, Weight.bytes(Written.AS_JSON, data.length), null);
            case TEXT -> text(Written.AS_JSON, data);
            case JSON -> jsonText(contentType, data);
        };
    }

    private static EventData text(Written written, byte[] data) {
        String text = DataShape.utf8(data);
        return text == null ? base64(written, data) : text(written, text, null);
    }

    private static EventData text(Written written, String text, @Nullable String encoding) {
        return new EventData(Schema.STRING_SCHEMA, text, Weight.text(written, text), encoding);
    }

    private static EventData base64(Written written, byte[] data) {
        return text(written, Base64.getEncoder().encodeToString(data), BASE64);
    }

    private static EventData json(@Nullable String contentType, byte[] data) {
        DataShape shape = DataShape.of(contentType, data);
        String text = DataShape.utf8(data);
        if (text == null || shape == DataShape.BINARY) {
            return base64(Written.AS_JSON, data).withoutSchema();
        }
        if (shape == DataShape.TEXT) {
            return text(Written.AS_JSON, text, null).withoutSchema();
        }
        JsonValue.Parsed parsed = JsonValue.parse(text);
        return parsed == null
                ? base64(Written.AS_JSON, data).withoutSchema()
                : new EventData(null, parsed.value(), Weight.json(parsed.bytes()), null);
    }

    private static EventData jsonText(@Nullable String contentType, byte[] data) {
        DataShape shape = DataShape.of(contentType, data);
        String text = DataShape.utf8(data);
        if (text == null || shape == DataShape.BINARY) {
            return text(Written.AS_JSON, quoted(Base64.getEncoder().encodeToString(data)), BASE64);
        }
        return text(Written.AS_JSON, shape == DataShape.JSON ? text : quoted(text), null);
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private EventData withoutSchema() {
        return new EventData(null, value, bytes, encoding);
    }
}
