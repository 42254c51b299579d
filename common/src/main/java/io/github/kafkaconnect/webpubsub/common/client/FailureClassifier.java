package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The table from throwables to outcomes; the first row that fits counts. What nobody foresaw is a defect and stops the task.
 *
 * <pre>
 * TimeoutException             retryable, FAILURE: no answer in time; the service may have taken the request
 * RejectedExecutionException   retryable, FAILURE: too many requests wait for a connection
 * IOException                  retryable, FAILURE: refused, reset, closed, TLS, unknown host, not HTTP
 * WebPubSubException           fatal, with its own code
 * anything else                fatal: a defect
 * </pre>
 */
final class FailureClassifier {
    private static final List<Row> ROWS = List.of(
            new Row(TimeoutException.class, ErrorCode.SEND_TIMED_OUT),
            new Row(RejectedExecutionException.class, ErrorCode.SEND_CONNECTION_FAILED),
            new Row(IOException.class, ErrorCode.SEND_CONNECTION_FAILED));

    private FailureClassifier() {}

    private record Row(Class<? extends Exception> type, ErrorCode code) {}

    static Outcome classify(Throwable failure) {
        if (failure instanceof WebPubSubException known) {
            return new Outcome.Fatal(known.code(), 0, String.valueOf(known.getMessage()));
        }
        for (Row row : ROWS) {
            if (row.type().isInstance(failure)) {
                return new Outcome.Retryable(row.code(), 0, Trouble.FAILURE, 0, describe(failure));
            }
        }
        return new Outcome.Fatal(ErrorCode.INTERNAL, 0, describe(failure));
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}
