package io.github.kafkaconnect.webpubsub.source.event;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;

/**
 * Why a request is not taken.
 *
 * @param status the HTTP status that says so
 * @param reason tells kinds of refusals apart, for logs that count them; one of a few words, never something that a request holds
 * @param detail in words; never a payload, a credential or a query string
 */
public record Refusal(int status, ErrorCode code, String reason, String detail) {
    /** Where status and code tell enough. */
    public Refusal(int status, ErrorCode code, String detail) {
        this(status, code, code.id() + " " + status, detail);
    }
}
