package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import java.util.Base64;
import java.util.Locale;

/** Messages that are given as JSON, with the media type that they are sent as. */
public final class Payloads {
    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";
    private static final String BINARY = "application/octet-stream";

    private Payloads() {}

    /**
     * @param contentType empty: a text is sent as text, anything else as JSON; application/octet-stream takes base64
     * @throws IllegalArgumentException saying what is wrong, without the message
     */
    public static Payload of(JsonNode message, String contentType) {
        if (message.isMissingNode() || (message.isNull() && !contentType.startsWith(JSON))) {
            throw new IllegalArgumentException("there is no message to send");
        }
        return switch (mediaType(contentType)) {
            case "" -> message.isTextual() ? text(message) : json(message);
            case TEXT -> text(message);
            case JSON -> json(message);
            case BINARY -> binary(message);
            default -> throw new IllegalArgumentException(
                    "the content type of a message is " + TEXT + ", " + JSON + " or " + BINARY);
        };
    }

    static boolean isContentType(String text) {
        return switch (mediaType(text)) {
            case TEXT, JSON, BINARY -> true;
            default -> false;
        };
    }

    private static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    private static Payload text(JsonNode message) {
        return Payload.Text.of(message.isContainerNode() ? message.toString() : message.asText());
    }

    private static Payload json(JsonNode message) {
        try {
            return new Payload.Json(Json.MAPPER.writeValueAsBytes(message));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the message cannot be written as JSON");
        }
    }

    private static Payload binary(JsonNode message) {
        if (!message.isTextual()) {
            throw new IllegalArgumentException("a binary message is a text in base64");
        }
        try {
            return new Payload.Binary(Base64.getDecoder().decode(message.asText()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a binary message is given in base64", e);
        }
    }
}
