package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import java.util.concurrent.atomic.AtomicLong;

/** Requests that failed and are repeated, counted when they fail. Written by the delivery loop's thread, read by any. */
final class AttemptCounters {
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();
    private final AtomicLong timedOut = new AtomicLong();
    private final AtomicLong unconnected = new AtomicLong();

    void failed(Outcome.Retryable cause) {
        rise(failed);
        switch (cause.code()) {
            case SEND_THROTTLED -> rise(throttled);
            case SEND_UNAVAILABLE -> rise(unavailable);
            case SEND_TIMED_OUT -> rise(timedOut);
            case SEND_CONNECTION_FAILED -> rise(unconnected);
            default -> {
                // Credentials that are refused, and answers that an option has repeated.
            }
        }
    }

    private static void rise(AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
    }

    /** By the names under which they are published. */
    Figures figures() {
        return new Figures()
                .add(
                        "attempt-failed-total",
                        "Requests that failed in a retryable way, counted when they fail.",
                        failed::get)
                .add("attempt-throttled-total", "Failed requests that were answered 429.", throttled::get)
                .add(
                        "attempt-unavailable-total",
                        "Failed requests that were answered 5xx, 408 or 425.",
                        unavailable::get)
                .add(
                        "attempt-timed-out-total",
                        "Failed requests without an answer within request.timeout.ms.",
                        timedOut::get)
                .add(
                        "attempt-unconnected-total",
                        "Failed requests whose connection could not be made or broke.",
                        unconnected::get);
    }
}
