package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;

/** What can become of an attempt. */
enum Fate {
    TAKEN(Kind.STATUS_202, 202, ErrorCode.INTERNAL),
    LOST(Kind.TIMED_OUT_NOT_TAKEN, 0, ErrorCode.SEND_TIMED_OUT),
    ANSWER_LOST(Kind.TIMED_OUT_TAKEN, 0, ErrorCode.SEND_TIMED_OUT),
    LATE(Kind.TIMED_OUT_TAKEN_LATE, 0, ErrorCode.SEND_TIMED_OUT),
    RESET(Kind.RESET_NOT_TAKEN, 0, ErrorCode.SEND_CONNECTION_FAILED),
    RESET_AFTER(Kind.RESET_TAKEN, 0, ErrorCode.SEND_CONNECTION_FAILED),
    INLINE(Kind.FAILED_INLINE, 0, ErrorCode.CREDENTIAL_PENDING),
    OTHER_KEY(Kind.STATUS_401, 401, ErrorCode.CREDENTIAL_REFUSED),
    NO_KEY(Kind.STATUS_401_ALL, 401, ErrorCode.CREDENTIAL_REFUSED),
    FORBIDDEN(Kind.STATUS_403, 403, ErrorCode.ACCESS_FORBIDDEN),
    UNSUPPORTED(Kind.STATUS_501, 501, ErrorCode.SEND_UNSUPPORTED),
    THROTTLED(Kind.STATUS_429, 429, ErrorCode.SEND_THROTTLED),
    FAILED(Kind.STATUS_500, 500, ErrorCode.SEND_UNAVAILABLE),
    UNAVAILABLE(Kind.STATUS_503, 503, ErrorCode.SEND_UNAVAILABLE);

    final Kind kind;
    final int status;
    final ErrorCode code;

    Fate(Kind kind, int status, ErrorCode code) {
        this.kind = kind;
        this.status = status;
        this.code = code;
    }

    boolean isFatal() {
        return this == UNSUPPORTED;
    }

    Outcome.Trouble trouble() {
        return switch (this) {
            case NO_KEY, FORBIDDEN -> Outcome.Trouble.ACCESS;
            case THROTTLED -> Outcome.Trouble.THROTTLE;
            case INLINE, OTHER_KEY -> Outcome.Trouble.POSTPONED;
            case TAKEN, LOST, ANSWER_LOST, LATE, RESET, RESET_AFTER, UNSUPPORTED, FAILED, UNAVAILABLE -> Outcome.Trouble
                    .FAILURE;
        };
    }
}
