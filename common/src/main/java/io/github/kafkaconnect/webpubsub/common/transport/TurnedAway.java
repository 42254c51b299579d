package io.github.kafkaconnect.webpubsub.common.transport;

/** Why a receiver sent something away by itself, so that no handler heard of it. */
public enum TurnedAway {
    /** A connection over the limit, closed as soon as it was accepted. */
    CONNECTION,
    /** A connection whose TLS handshake failed. Who leaves in the middle of it without a word, as probes of ports do, is not meant. */
    TLS,
    /** 400: not HTTP/1.1, or in a way that two servers could read differently. */
    MALFORMED,
    /** 408: headers or body came too slowly. */
    SLOW,
    /** 413: the body is too large. */
    BODY_TOO_LARGE,
    /** 414: the first line is too long. */
    LINE_TOO_LONG,
    /** 431: the headers are too long. */
    HEADERS_TOO_LONG,
    /** 503: too many large bodies are on their way in. */
    NO_ROOM,
    /** 501 or 505: a transfer coding or a version of HTTP that is not spoken here. */
    UNSUPPORTED;

    /** The reason of an answer that the receiver gives by itself. */
    static TurnedAway by(int status) {
        return switch (status) {
            case 408 -> SLOW;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> LINE_TOO_LONG;
            case 431 -> HEADERS_TOO_LONG;
            case 503 -> NO_ROOM;
            case 501, 505 -> UNSUPPORTED;
            default -> MALFORMED;
        };
    }
}
