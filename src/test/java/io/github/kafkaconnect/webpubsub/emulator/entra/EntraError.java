package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** A refusal in the form that the token endpoint has for it. */
final class EntraError extends Exception {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final int status;
    private final String error;
    private final int code;

    /** @param code the number after {@code AADSTS} */
    EntraError(int status, String error, int code, String message) {
        super("AADSTS" + code + ": " + message, null, false, false);
        this.status = status;
        this.error = error;
        this.code = code;
    }

    /** The application did not prove that it is the one it says. */
    static EntraError invalidClient(int code, String message) {
        return new EntraError(401, "invalid_client", code, message);
    }

    static EntraError badRequest(String error, int code, String message) {
        return new EntraError(400, error, code, message);
    }

    Answer answer(Instant now) {
        String time = TIME.format(now);
        String trace = UUID.randomUUID().toString();
        String correlation = UUID.randomUUID().toString();
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put(
                        "error_description",
                        getMessage() + " Trace ID: " + trace + " Correlation ID: " + correlation + " Timestamp: "
                                + time);
        body.putArray("error_codes").add(code);
        body.put("timestamp", time).put("trace_id", trace).put("correlation_id", correlation);
        return Answer.json(status, body.toString());
    }
}
