package io.github.kafkaconnect.webpubsub.common.errors;

import java.util.Locale;

/**
 * Every way in which a connector can fail, with a number that never changes its meaning. The first digit names the area: 1
 * configuration, 2 credentials, 3 sending, 4 receiving, 5 our own fault. Numbers are not reused.
 */
public enum ErrorCode {
    OPTION_INVALID(1001, "An option has a value that cannot be used."),
    OPTION_CONFLICT(1002, "Two options contradict each other, or one needs another."),
    TEMPLATE_INVALID(1003, "A template cannot be parsed."),
    WORKER_TOO_OLD(1004, "The Connect worker is older than 3.6 and cannot report original record coordinates."),
    WORKFLOW_INVALID(1005, "An Arazzo document cannot be used."),

    CREDENTIAL_REFUSED(2001, "The service refused every configured credential (401)."),
    ACCESS_FORBIDDEN(2002, "The service forbids the call (403): role or network rules."),
    CREDENTIAL_PENDING(2003, "A credential is being fetched and not there yet."),

    SEND_BAD_REQUEST(3001, "The service refused the request as malformed (400 or another 4xx)."),
    PAYLOAD_TOO_LARGE(3002, "The payload is larger than the service takes (1 MiB)."),
    TARGET_NOT_FOUND(3003, "The target does not exist (404)."),
    SEND_CONFLICT(3004, "The target is full or in conflict (409)."),
    SEND_UNSUPPORTED(3005, "The endpoint does not support the call (501 or 505)."),
    SEND_THROTTLED(3006, "The service asks to slow down (429)."),
    SEND_UNAVAILABLE(3007, "The service failed or is not available (5xx or 408)."),
    SEND_TIMED_OUT(3008, "No answer arrived within request.timeout.ms."),
    SEND_CONNECTION_FAILED(3009, "The connection could not be made or broke."),
    SEND_EXHAUSTED(3010, "A retryable failure outlived delivery.timeout.ms or the retry limit."),
    UNEXPECTED_ANSWER(3011, "The endpoint answered with a status that is not part of the protocol."),
    WORKFLOW_FAILED(3012, "A step of a workflow did not succeed."),

    RECORD_FIELD_MISSING(3101, "A template names a field that the record does not have."),
    RECORD_NAME_INVALID(3102, "A template yields a name that the service does not accept."),
    RECORD_PAYLOAD_INVALID(3103, "The record's value cannot be turned into a payload."),
    RECORD_TOMBSTONE(3104, "The record has no value."),
    RECORD_HEADER_TYPE(3105, "A header used as a name is not a string; use StringConverter as header.converter."),
    RECORD_LATE(3106, "The record was too old to be sent when its turn came."),
    RECORD_OPERATION_INVALID(3107, "The record asks for an operation that does not exist, or that lacks an option."),
    OUTCOME_LOST(3108, "What became of a record could not be written to outcome.topic."),

    LISTENER_FAILED(4001, "The listener cannot use its address."),
    EVENT_MALFORMED(4002, "An upstream request is not a Web PubSub event."),
    EVENT_UNTRUSTED(4003, "An upstream request carries no valid proof of its origin."),
    EVENT_TOO_LARGE(4004, "An event is larger than a record may be."),
    EVENT_NOT_TAKEN(4005, "An event cannot be taken now; the service may send it again."),

    INTERNAL(5001, "A defect in the connector.");

    private final String id;
    private final String summary;

    ErrorCode(int number, String summary) {
        this.id = String.format(Locale.ROOT, "WPS-%04d", number);
        this.summary = summary;
    }

    /** The stable form for logs, exceptions and dead letters, such as {@code WPS-3001}. */
    public String id() {
        return id;
    }

    public String summary() {
        return summary;
    }
}
