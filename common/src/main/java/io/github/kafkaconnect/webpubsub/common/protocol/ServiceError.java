package io.github.kafkaconnect.webpubsub.common.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the service says about a call that it refused: a flat JSON object with {@code code}, {@code message} and {@code target}, all
 * optional. Older builds of the service answer plain text, and proxies answer HTML; then the beginning of the text is the message.
 *
 * @param code such as {@code Error.BadRequest}; empty when there is none
 * @param message one line of at most {@value #MAX_MESSAGE_CHARS} characters; empty when there is none
 * @param target the field that is at fault, such as {@code api-version}; empty when there is none
 */
public record ServiceError(String code, String message, String target) {
    private static final int MAX_MESSAGE_CHARS = 200;
    private static final int MAX_NAME_CHARS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    public ServiceError {
        code = line(code, MAX_NAME_CHARS);
        message = line(message, MAX_MESSAGE_CHARS);
        target = line(target, MAX_NAME_CHARS);
    }

    /** Never fails: whatever is not JSON is text. */
    public static ServiceError parse(byte[] body) {
        if (body.length == 0) {
            return new ServiceError("", "", "");
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return new ServiceError(text(json, "code"), text(json, "message"), text(json, "target"));
            }
        } catch (IOException e) {
            // Not JSON: the text below is all there is to say.
            return asText(body);
        }
        return asText(body);
    }

    private static ServiceError asText(byte[] body) {
        int kept = Math.min(body.length, 4 * MAX_MESSAGE_CHARS);
        return new ServiceError("", new String(body, 0, kept, StandardCharsets.UTF_8), "");
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText("");
    }

    /** The text of a peer must neither break a log line nor fill it. */
    private static String line(String text, int maxChars) {
        String flat = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return flat.length() <= maxChars ? flat : flat.substring(0, maxChars);
    }
}
