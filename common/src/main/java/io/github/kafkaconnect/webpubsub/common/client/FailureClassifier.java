package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** The table from throwables to outcomes, the first fitting row counts. What nobody foresaw is a defect and stops the task. */
final class FailureClassifier {
    private static final List<Row> ROWS = List.of(
            new Row(TimeoutException.class, ErrorCode.SEND_TIMED_OUT),
            // Too many requests wait for a connection.
            new Row(RejectedExecutionException.class, ErrorCode.SEND_CONNECTION_FAILED),
            // Refused, reset, closed, TLS, unknown host, not HTTP: all of it may pass. Whether the request was taken,
            // nobody knows.
            new Row(IOException.class, ErrorCode.SEND_CONNECTION_FAILED));

    private FailureClassifier() {}

    private record Row(Class<? extends Exception> type, ErrorCode code) {}

    static Outcome classify(Throwable failure) {
        if (failure instanceof WebPubSubException known) {
            return new Outcome.Fatal(known.code(), 0, String.valueOf(known.getMessage()));
        }
        for (Row row : ROWS) {
            if (row.type().isInstance(failure)) {
                return new Outcome.Retryable(row.code(), 0, 0, describe(failure));
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
