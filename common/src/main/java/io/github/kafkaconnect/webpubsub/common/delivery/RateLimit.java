package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.concurrent.TimeUnit;

/**
 * At most so many attempts a second, evenly. What was missed in the last twentieth of a second may be made up for, so that a late
 * wake-up costs no throughput; what was missed before is lost. Pure: time is an argument.
 */
final class RateLimit {
    private static final long CREDIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final long intervalNanos;
    private long nextNanos;
    private boolean started;

    /** @param perSecond more than 0; infinity for no limit */
    RateLimit(double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be more than 0 a second, not " + perSecond);
        }
        this.intervalNanos = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    boolean isDue(long nowNanos) {
        return !started || nextNanos - nowNanos <= 0;
    }

    /** Whether there was an attempt yet. */
    boolean isStarted() {
        return started;
    }

    /** When the next attempt may start; meaningful after the first. */
    long dueNanos() {
        return nextNanos;
    }

    void take(long nowNanos) {
        long earliest = nowNanos - CREDIT_NANOS;
        if (!started) {
            nextNanos = nowNanos;
            started = true;
        } else if (nextNanos - earliest < 0) {
            nextNanos = earliest;
        }
        nextNanos += intervalNanos;
    }
}
