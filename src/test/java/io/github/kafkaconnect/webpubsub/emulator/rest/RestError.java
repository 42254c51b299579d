package io.github.kafkaconnect.webpubsub.emulator.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;

/** An answer that ends the processing of a request early. */
final class RestError extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    private RestError(Answer answer) {
        super("HTTP " + answer.status(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    /** A status without a body. */
    static RestError bare(int status) {
        return new RestError(Answer.empty(status));
    }

    /** 400 with the flat error body; the target names the field, or {@code Request}. */
    static RestError badRequest(String target, String message) {
        return withBody(400, "Error.BadRequest", message, target);
    }

    static RestError withBody(int status, String code, String message, String target) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("code", code).put("message", message).put("target", target);
        return new RestError(Answer.json(status, body.toString()).with("x-ms-error-code", code));
    }

    /** A status whose code stands only in the header, for answers to HEAD and bodiless ones. */
    static RestError header(int status, String code) {
        return new RestError(Answer.empty(status).with("x-ms-error-code", code));
    }
}
