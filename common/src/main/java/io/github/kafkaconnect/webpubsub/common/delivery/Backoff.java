package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: exponential with full jitter, so that lanes that failed together do not come back
 * together. Pure: the random source is an argument.
 *
 * @param baseMs upper bound of the first wait, at least 1
 * @param maxMs upper bound of every wait, at least {@code baseMs}
 */
public record Backoff(long baseMs, long maxMs) {
    private static final int LARGEST_SHIFT = 30;

    public Backoff {
        if (baseMs < 1 || maxMs < baseMs) {
            throw new IllegalArgumentException("needs 1 <= baseMs <= maxMs, got " + baseMs + " and " + maxMs);
        }
    }

    /**
     * The wait after a failed attempt.
     *
     * @param attempts how many attempts failed so far, at least 1
     */
    public long delayMs(int attempts, RandomGenerator random) {
        long ceiling = Math.min(maxMs, baseMs << Math.min(attempts - 1, LARGEST_SHIFT));
        return 1 + random.nextLong(Math.max(ceiling, 1));
    }
}
