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

    /** With a body; an empty code is left out, of the header as well. */
    static RestError withBody(int status, String code, String message, String target) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!code.isEmpty()) {
            body.put("code", code);
        }
        body.put("message", message).put("target", target);
        return new RestError(coded(Answer.json(status, body.toString()), code));
    }

    /** A status whose code stands only in the header, for answers to HEAD and bodiless ones; empty for none. */
    static RestError header(int status, String code) {
        return new RestError(coded(Answer.empty(status), code));
    }

    private static Answer coded(Answer answer, String code) {
        return code.isEmpty() ? answer : answer.with("x-ms-error-code", code);
    }

    /** The same with one more header. */
    RestError with(String name, String value) {
        return new RestError(answer.with(name, value));
    }
}
