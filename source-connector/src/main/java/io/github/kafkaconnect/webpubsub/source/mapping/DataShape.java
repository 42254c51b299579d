package io.github.kafkaconnect.webpubsub.source.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What data is, by what it is declared as and a look at whether it is so. */
enum DataShape {
    /** Exactly one JSON value in UTF-8. */
    JSON,
    /** UTF-8 that is declared as text. */
    TEXT,
    /** All else, what is wrongly declared as JSON or text included. */
    BINARY;

    private static final JsonFactory PARSERS = new JsonFactory();

    static DataShape of(@Nullable String contentType, byte[] data) {
        if (isDeclaredJson(contentType)) {
            return isOneJsonValue(data) ? JSON : BINARY;
        }
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/") && utf8(data) != null
                ? TEXT
                : BINARY;
    }

    /** CloudEvents takes data without a type for JSON. */
    static boolean isDeclaredJson(@Nullable String contentType) {
        return contentType == null
                || contentType.isEmpty()
                || contentType.toLowerCase(Locale.ROOT).contains("json");
    }

    /** The text that the data is, or null when it is not UTF-8. */
    static @Nullable String utf8(byte[] data) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isOneJsonValue(byte[] data) {
        // Other encodings than UTF-8 would be understood here and garbled by those who write the data on.
        if (utf8(data) == null || (data.length > 1 && (data[0] == 0 || data[1] == 0))) {
            return false;
        }
        try (JsonParser parser = PARSERS.createParser(data)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
