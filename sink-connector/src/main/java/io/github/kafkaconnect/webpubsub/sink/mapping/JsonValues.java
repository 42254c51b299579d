package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.sink.config.DecimalForm;
import io.github.kafkaconnect.webpubsub.sink.workflow.Json;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Connect data as a JSON tree, with all digits of its numbers. Immutable. */
final class JsonValues {
    private final JsonText json;

    JsonValues(DecimalForm decimalForm) {
        this.json = new JsonText(decimalForm);
    }

    /**
     * Structures as they are; a text or bytes must hold one JSON text.
     *
     * @throws IllegalArgumentException saying what the value is, without the value
     */
    JsonNode tree(@Nullable Schema schema, Object value) {
        if (value instanceof String text) {
            return parse(text);
        }
        byte[] bytes = PayloadEncoder.isBytes(value) ? PayloadEncoder.bytes(value) : json.write(schema, value);
        // Left to guess, the parser takes some bytes for another encoding and fails in ways of its own.
        return parse(Scalars.utf8(ByteBuffer.wrap(bytes)));
    }

    /** As Connect's converter without schemas makes them, but with all digits. */
    static @Nullable Object plain(String json) throws JsonProcessingException {
        return Json.MAPPER.readValue(json, Object.class);
    }

    private static JsonNode parse(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // The cause quotes the text.
            boolean repeated = e.getOriginalMessage().startsWith("Duplicate field");
            throw new IllegalArgumentException(repeated ? "JSON that names a member twice" : "not JSON");
        }
    }
}
