package io.github.kafkaconnect.webpubsub.source.mapping;

import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how data stands in a JSON envelope: JSON as JSON, text as text, all else in base64. The library writes what is declared as
 * JSON without a look, so data of clients is checked here: else a client could break out of its envelope.
 */
final class StructuredFormat {
    private static final EventFormat PLAIN = new JsonFormat();
    private static final EventFormat TEXT = new JsonFormat().withForceNonJsonDataToString();
    private static final EventFormat BASE64 = new JsonFormat().withForceJsonDataToBase64();

    private StructuredFormat() {}

    static EventFormat of(@Nullable String contentType, byte[] data) {
        return switch (DataShape.of(contentType, data)) {
            case JSON -> PLAIN;
            case TEXT -> TEXT;
            case BINARY -> DataShape.isDeclaredJson(contentType) ? BASE64 : PLAIN;
        };
    }
}
