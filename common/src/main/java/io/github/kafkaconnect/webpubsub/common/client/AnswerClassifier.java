package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.ServiceError;
import io.github.kafkaconnect.webpubsub.common.transport.HttpAnswer;
import java.util.Locale;

/**
 * The table from answers to outcomes. It holds for every call of the data plane except for 401 and 403, which depend on the
 * credential that was used and stand in {@link Refusal}. Rejected is only what is the record's own fault: an answer that any record would get is
 * fatal, so that a wrong setting cannot empty a topic into the dead letter queue.
 *
 * <pre>
 * 200 202 204                       delivered (a web page: fatal, that is not the service)
 * 400 404 409 413 and other 4xx     rejected: this record cannot succeed (a web page: retryable, FAILURE, for it is a gateway's answer,
 *                                   and only if others get through it is the record that meets it)
 * 408 425                           retryable, FAILURE
 * 429                               retryable, THROTTLE; Retry-After holds everything
 * 405 407 421 426 501 505           fatal: the endpoint does not speak this protocol
 * other 5xx                         retryable, FAILURE; Retry-After holds everything
 * 1xx 3xx and anything else         fatal
 * </pre>
 */
final class AnswerClassifier {
    private AnswerClassifier() {}

    /** @param waitMaxMs a longer {@code Retry-After} is cut to this */
    static Outcome classify(HttpAnswer answer, long nowMs, long waitMaxMs) {
        int status = answer.status();
        ServiceError error = status < 300 ? NONE : ServiceError.parse(answer.body());
        if (isOfAGateway(answer)) {
            return retryable(ErrorCode.SEND_UNAVAILABLE, Trouble.FAILURE, status, 0, WEB_PAGE);
        }
        return switch (status) {
            case 200, 202, 204 -> isHtml(answer)
                    ? fatal(ErrorCode.UNEXPECTED_ANSWER, status, WEB_PAGE)
                    : new Outcome.Delivered(status);
            case 400 -> badRequest(error);
            case 404 -> rejected(ErrorCode.TARGET_NOT_FOUND, status, describe(error, "not found"));
            case 409 -> rejected(ErrorCode.SEND_CONFLICT, status, describe(error, "conflict"));
            case 413 -> rejected(ErrorCode.PAYLOAD_TOO_LARGE, status, describe(error, "payload too large"));
            case 405, 407, 421, 426 -> fatal(
                    ErrorCode.UNEXPECTED_ANSWER, status, describe(error, "is the endpoint right?"));
            case 408, 425 -> retryable(
                    ErrorCode.SEND_UNAVAILABLE,
                    Trouble.FAILURE,
                    status,
                    RetryAfter.millis(answer, nowMs, waitMaxMs),
                    describe(error, "try again"));
            case 429 -> retryable(
                    ErrorCode.SEND_THROTTLED,
                    Trouble.THROTTLE,
                    status,
                    RetryAfter.millis(answer, nowMs, waitMaxMs),
                    describe(error, "too many requests"));
            case 501, 505 -> fatal(ErrorCode.SEND_UNSUPPORTED, status, describe(error, "not supported"));
            default -> byClass(answer, nowMs, waitMaxMs, error);
        };
    }

    private static final String WEB_PAGE = "a web page instead of the service; is the endpoint right?";
    private static final ServiceError NONE = ServiceError.parse(new byte[0]);

    private static Outcome byClass(HttpAnswer answer, long nowMs, long waitMaxMs, ServiceError error) {
        int status = answer.status();
        return switch (status / 100) {
            case 4 -> rejected(ErrorCode.SEND_BAD_REQUEST, status, describe(error, "refused"));
            case 5 -> retryable(
                    ErrorCode.SEND_UNAVAILABLE,
                    Trouble.FAILURE,
                    status,
                    RetryAfter.millis(answer, nowMs, waitMaxMs),
                    describe(error, "the service failed"));
            default -> fatal(ErrorCode.UNEXPECTED_ANSWER, status, describe(error, "is the endpoint right?"));
        };
    }

    private static Outcome badRequest(ServiceError error) {
        String detail = describe(error, "bad request");
        if (error.target().equals("api-version")) {
            return fatal(ErrorCode.SEND_UNSUPPORTED, 400, detail);
        }
        boolean tooLong = error.message().contains("Content-Length");
        return rejected(tooLong ? ErrorCode.PAYLOAD_TOO_LARGE : ErrorCode.SEND_BAD_REQUEST, 400, detail);
    }

    static String describe(ServiceError error, String otherwise) {
        if (error.code().isEmpty()) {
            return error.message().isEmpty() ? otherwise : error.message();
        }
        return error.message().isEmpty() ? error.code() : error.code() + ": " + error.message();
    }

    /** Whether somebody in between refuses what the service has not seen: an ingress that reloads, or a wrong path. */
    private static boolean isOfAGateway(HttpAnswer answer) {
        return switch (answer.status()) {
            case 405, 407, 408, 421, 425, 426, 429 -> false;
            default -> answer.status() / 100 == 4 && isHtml(answer);
        };
    }

    static boolean isHtml(HttpAnswer answer) {
        return answer.header("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
    }

    private static Outcome retryable(ErrorCode code, Trouble trouble, int status, long retryAfterMs, String detail) {
        return new Outcome.Retryable(code, status, trouble, retryAfterMs, detail);
    }

    private static Outcome rejected(ErrorCode code, int status, String detail) {
        return new Outcome.Rejected(code, status, detail);
    }

    private static Outcome fatal(ErrorCode code, int status, String detail) {
        return new Outcome.Fatal(code, status, detail);
    }
}
