package io.github.kafkaconnect.webpubsub.common.delivery;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;

/**
 * How an attempt ended, and in the end the delivery. {@link Retryable} and {@link Progressed} end attempts only; {@link Skipped} ends
 * deliveries that are finished on purpose without (or before) an attempt. {@code status} is the HTTP status, 0 when there was no answer.
 */
public sealed interface Outcome {

    Kind kind();

    int status();

    /** One constant per permitted type, for tables and metrics. */
    enum Kind {
        DELIVERED,
        PROGRESSED,
        RETRYABLE,
        REJECTED,
        FATAL,
        SKIPPED
    }

    /** The service took the operation. */
    record Delivered(int status) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.DELIVERED;
        }
    }

    /**
     * The attempt did what it should, and the delivery has another one to make before it ends. Until then its lane is its own.
     *
     * @param delayMs how long that one waits at least, in milliseconds
     */
    record Progressed(int status, long delayMs) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.PROGRESSED;
        }
    }

    /**
     * The same attempt may succeed later.
     *
     * @param trouble what kind of failure it is: it decides whom it is held against
     * @param retryAfterMs the least wait that the service asked for, in milliseconds; 0 when it asked for none. Holds all deliveries
     * @param detail cause in words, never a payload or a credential
     */
    record Retryable(ErrorCode code, int status, Trouble trouble, long retryAfterMs, String detail) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.RETRYABLE;
        }
    }

    /** What a retryable failure says about the endpoint and about the record. */
    enum Trouble {
        /** The endpoint failed, or this record makes it fail: 5xx, time-out, reset. */
        FAILURE,
        /** The endpoint has had enough: slow down. Never held against a record. */
        THROTTLE,
        /** No credential is let in: a person must act, but may do so while we wait. */
        ACCESS,
        /** Nothing was tried, or the next try goes another way: says nothing about anybody. */
        POSTPONED
    }

    /** This operation can never succeed and the fault is its own; others are not affected. */
    record Rejected(ErrorCode code, int status, String detail) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }
    }

    /** No operation can succeed until a person acts: the task stops. */
    record Fatal(ErrorCode code, int status, String detail) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.FATAL;
        }
    }

    /** Finished on purpose without being delivered. */
    record Skipped(Reason reason, int status) implements Outcome {
        public Skipped(Reason reason) {
            this(reason, 0);
        }

        @Override
        public Kind kind() {
            return Kind.SKIPPED;
        }
    }

    /** Why a delivery is finished although it was not delivered. */
    enum Reason {
        /** A newer delivery with the same conflation key took its place. */
        CONFLATED,
        /** Its turn came later than it may be delivered. */
        LATE,
        /** An option says that this answer of the service finishes a record. */
        ANSWER
    }
}
