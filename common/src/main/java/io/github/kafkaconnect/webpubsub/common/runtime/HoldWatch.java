package io.github.kafkaconnect.webpubsub.common.runtime;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import java.util.concurrent.TimeUnit;

/**
 * When a person should hear that the endpoint wants to be left alone: once, when it asks for a long wait, and again only after an attempt
 * has got through in between. An endpoint that asks anew after each wait is in the same state. Pure: time is an argument.
 */
final class HoldWatch {
    /** Shorter waits are part of the day. */
    static final long LONG_MS = 5_000;

    private boolean told;
    private long endNanos;

    /** Call with the outcome of each attempt. Returns whether it begins a wait that is to be told of; then it is retryable. */
    boolean begins(Outcome outcome, long nowNanos) {
        if (!(outcome instanceof Outcome.Retryable failure)) {
            // What was sent before the wait may still be answered in it.
            told = told && nowNanos - endNanos < 0;
            return false;
        }
        if (failure.retryAfterMs() <= LONG_MS) {
            return false;
        }
        boolean first = !told;
        long until = nowNanos + TimeUnit.MILLISECONDS.toNanos(failure.retryAfterMs());
        endNanos = first || until - endNanos > 0 ? until : endNanos;
        told = true;
        return first;
    }
}
