package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.AfterRefusal;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Grant;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.ServiceError;
import io.github.kafkaconnect.webpubsub.common.transport.HttpAnswer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What 401 and 403 mean. They are held, not fatal at once: a key that is being regenerated, a role that is being assigned or a clock that
 * is being set becomes right while we wait. What is wrong is told apart: key, clock, role, network.
 *
 * <pre>
 * 401, another credential is left       retryable, POSTPONED: tried at once with the other
 * 401, clocks differ by over 5 min      retryable, ACCESS: the clock
 * 401, none is left                     retryable, ACCESS: the key, or the tenant
 * 403 to an access key                  retryable, ACCESS: the network; a key needs no role
 * 403 to an identity                    retryable, ACCESS: the role, or the network
 * </pre>
 */
final class Refusal {
    /** The service grants five minutes in both directions. */
    private static final long TOLERATED_SKEW_MS = TimeUnit.MINUTES.toMillis(5);

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private Refusal() {}

    static Outcome unauthorized(Grant grant, AfterRefusal after, HttpAnswer answer, long nowMs) {
        return switch (after) {
            case TRY_AGAIN -> new Outcome.Retryable(
                    ErrorCode.CREDENTIAL_REFUSED,
                    UNAUTHORIZED,
                    Trouble.POSTPONED,
                    0,
                    "refused; trying another credential");
            case EXHAUSTED -> new Outcome.Retryable(
                    ErrorCode.CREDENTIAL_REFUSED, UNAUTHORIZED, Trouble.ACCESS, 0, keyOrClock(grant, answer, nowMs));
        };
    }

    /** @param waitMaxMs a longer {@code Retry-After} is cut to this */
    static Outcome forbidden(Grant grant, HttpAnswer answer, long nowMs, long waitMaxMs) {
        String cause =
                switch (grant) {
                    case KEY -> "the network: an access key needs no role, so the resource's access control does not admit this"
                            + " machine's address or its public network access is off";
                    case ROLE -> "the role or the network: the identity needs the role Web PubSub Service Owner on the resource"
                            + " (a new assignment takes minutes), and the resource's access control must admit this machine's address";
                };
        ServiceError error = ServiceError.parse(answer.body());
        return new Outcome.Retryable(
                ErrorCode.ACCESS_FORBIDDEN,
                FORBIDDEN,
                Trouble.ACCESS,
                RetryAfter.millis(answer, nowMs, waitMaxMs),
                cause + " (the service said: " + AnswerClassifier.describe(error, "nothing") + ")");
    }

    private static String keyOrClock(Grant grant, HttpAnswer answer, long nowMs) {
        Optional<Long> serviceMs = answer.header("Date").flatMap(RetryAfter::httpDate);
        long aheadMs = serviceMs.map(service -> nowMs - service).orElse(0L);
        if (Math.abs(aheadMs) > TOLERATED_SKEW_MS) {
            return "the clock of this machine is " + TimeUnit.MILLISECONDS.toSeconds(Math.abs(aheadMs)) + " s "
                    + (aheadMs > 0 ? "ahead of" : "behind") + " the service's; correct it, tokens are refused";
        }
        String cause =
                switch (grant) {
                    case KEY -> "every configured credential was refused: the access key is wrong, was regenerated, belongs to another"
                            + " resource than the endpoint, or access keys are disabled for the resource";
                    case ROLE -> "the identity's token was refused: its tenant is not the resource's, or its scope is not for the service";
                };
        return cause + (serviceMs.isPresent() ? " (the clocks agree)" : "");
    }
}
