package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.netty.handler.codec.http.HttpHeaders;

/** How one request to a handler ended. */
sealed interface HandlerAnswer {
    /** A whole answer came. */
    @SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
    record Answered(int status, HttpHeaders headers, byte[] body) implements HandlerAnswer {}

    /** No whole answer came: the connection could not be made, or broke. */
    record Broken(String reason) implements HandlerAnswer {}

    /** Nobody waits any longer: time ran out, the answer was too large, or the upstream was closed. */
    record GivenUp(String reason) implements HandlerAnswer {}

    default boolean succeeded() {
        return this instanceof Answered answered && answered.status() >= 200 && answered.status() < 300;
    }

    /** Whether the service tries again; 429 and other 4xx, time-outs and cancellations are final. */
    default boolean retryable() {
        return this instanceof Broken
                || (this instanceof Answered answered && (answered.status() == 408 || answered.status() >= 500));
    }

    /** The status, 0 without an answer. */
    default int statusOrZero() {
        return this instanceof Answered answered ? answered.status() : 0;
    }

    /** What happened, for logs. */
    default String describe() {
        if (this instanceof Answered answered) {
            return "the event handler answered " + answered.status();
        } else if (this instanceof Broken broken) {
            return broken.reason();
        }
        return ((GivenUp) this).reason();
    }
}
