package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.StatusHandling.Handling;

/** Moves an outcome to where an option wants it; code, status and words stay. */
final class Overrides {
    private Overrides() {}

    static Outcome move(Outcome outcome, Handling handling) {
        if (outcome instanceof Outcome.Retryable it) {
            if (it.trouble() == Trouble.POSTPONED) {
                // Refused with a credential that another one replaces: not the answer yet.
                return outcome;
            }
            return move(it.code(), it.status(), it.retryAfterMs(), it.detail(), handling);
        }
        if (outcome instanceof Outcome.Rejected it) {
            return move(it.code(), it.status(), 0, it.detail(), handling);
        }
        if (outcome instanceof Outcome.Fatal it) {
            return move(it.code(), it.status(), 0, it.detail(), handling);
        }
        return outcome;
    }

    private static Outcome move(ErrorCode code, int status, long retryAfterMs, String detail, Handling handling) {
        return switch (handling) {
            case SKIP -> new Outcome.Skipped(Outcome.Reason.ANSWER, status);
            case REJECT -> new Outcome.Rejected(code, status, detail);
            case RETRY -> new Outcome.Retryable(code, status, Trouble.FAILURE, retryAfterMs, detail);
            case FAIL -> new Outcome.Fatal(code, status, detail);
        };
    }
}
