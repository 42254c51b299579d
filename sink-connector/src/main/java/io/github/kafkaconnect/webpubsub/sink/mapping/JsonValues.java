package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.github.kafkaconnect.webpubsub.sink.config.DecimalForm;
import io.github.kafkaconnect.webpubsub.sink.workflow.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Connect data as a JSON tree, with all digits of its numbers. Immutable. */
final class JsonValues {
    private static final ObjectWriter WRITER = Json.MAPPER.writer().with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);

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
            return parse(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return parse(PayloadEncoder.bytes(value));
        }
        return parse(json.write(schema, value));
    }

    /** As Connect's converter without schemas makes them, but with all digits. */
    static @Nullable Object plain(byte[] json) throws IOException {
        return Json.MAPPER.readValue(json, Object.class);
    }

    /** As {@link #plain(byte[])}, of text. */
    static @Nullable Object plain(String json) throws JsonProcessingException {
        return Json.MAPPER.readValue(json, Object.class);
    }

    static byte[] write(@Nullable Object plain) throws JsonProcessingException {
        return WRITER.writeValueAsBytes(plain);
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            // The cause quotes the text.
            throw new IllegalArgumentException("not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
