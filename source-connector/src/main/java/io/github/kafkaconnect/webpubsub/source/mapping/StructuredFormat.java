package io.github.kafkaconnect.webpubsub.source.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how data stands in a JSON envelope: JSON as JSON, text as text, all else in base64. The library writes what is declared as
 * JSON without a look, so data of clients is checked here: else a client could break out of its envelope.
 */
final class StructuredFormat {
    private static final EventFormat PLAIN = new JsonFormat();
    private static final EventFormat TEXT = new JsonFormat().withForceNonJsonDataToString();
    private static final EventFormat BASE64 = new JsonFormat().withForceJsonDataToBase64();
    private static final JsonFactory JSON = new JsonFactory();

    private StructuredFormat() {}

    static EventFormat of(@Nullable String contentType, byte[] data) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (type.isEmpty() || type.contains("json")) {
            return isOneJsonValue(data) ? PLAIN : BASE64;
        }
        return type.startsWith("text/") && isUtf8(data) ? TEXT : PLAIN;
    }

    private static boolean isOneJsonValue(byte[] data) {
        // Other encodings than UTF-8 would be understood here and garbled by the library.
        if (!isUtf8(data) || (data.length > 1 && (data[0] == 0 || data[1] == 0))) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(data)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] data) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
