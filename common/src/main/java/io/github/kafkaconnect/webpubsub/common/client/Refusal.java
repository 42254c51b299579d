package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.AfterRefusal;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.transport.HttpAnswer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a 401 means: another credential is worth a try, the key is wrong, or a clock is. */
final class Refusal {
    /** The service grants five minutes in both directions. */
    private static final long TOLERATED_SKEW_MS = TimeUnit.MINUTES.toMillis(5);

    private static final int UNAUTHORIZED = 401;

    private Refusal() {}

    static Outcome classify(AfterRefusal after, HttpAnswer answer, long nowMs) {
        return switch (after) {
            case TRY_AGAIN -> new Outcome.Retryable(
                    ErrorCode.CREDENTIAL_REFUSED, UNAUTHORIZED, 0, "refused; trying another credential");
            case EXHAUSTED -> new Outcome.Fatal(ErrorCode.CREDENTIAL_REFUSED, UNAUTHORIZED, reason(answer, nowMs));
        };
    }

    private static String reason(HttpAnswer answer, long nowMs) {
        Optional<Long> serviceMs = answer.header("Date").flatMap(RetryAfter::httpDate);
        long aheadMs = serviceMs.map(service -> nowMs - service).orElse(0L);
        if (Math.abs(aheadMs) > TOLERATED_SKEW_MS) {
            return "the clock of this machine is " + TimeUnit.MILLISECONDS.toSeconds(Math.abs(aheadMs)) + " s "
                    + (aheadMs > 0 ? "ahead of" : "behind") + " the service's; correct it, tokens are refused";
        }
        return "every configured credential was refused: the access key is wrong, was regenerated, belongs to another resource than the"
                + " endpoint, or access keys are disabled for the resource"
                + (serviceMs.isPresent() ? " (the clocks agree)" : "");
    }
}
