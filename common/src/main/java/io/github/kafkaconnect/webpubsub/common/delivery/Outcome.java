package io.github.kafkaconnect.webpubsub.common.delivery;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;

/** The four ways in which an attempt can end. {@code status} is the HTTP status, 0 when there was no answer. */
public sealed interface Outcome {

    Kind kind();

    int status();

    /** One constant per permitted type, for tables and metrics. */
    enum Kind {
        DELIVERED,
        RETRYABLE,
        REJECTED,
        FATAL
    }

    /** The service took the operation. */
    record Delivered(int status) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.DELIVERED;
        }
    }

    /**
     * The same attempt may succeed later.
     *
     * @param retryAfterMs the least wait that the service asked for, in milliseconds; 0 when it asked for none
     * @param detail cause in words, never a payload or a credential
     */
    record Retryable(ErrorCode code, int status, long retryAfterMs, String detail) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.RETRYABLE;
        }
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
}
