package io.github.kafkaconnect.webpubsub.bench.events;

import java.util.Map;

/**
 * What the load has counted since it began.
 *
 * @param nanos when, on the clock of {@link System#nanoTime()}
 * @param sent events that were posted
 * @param accepted answered 2xx
 * @param refused by status, answered otherwise
 * @param broken never answered, because the connection closed
 * @param missed not posted at a fixed rate, because too many waited for a client
 */
public record Counts(long nanos, long sent, long accepted, Map<Integer, Long> refused, long broken, long missed) {

    private static final double NANOS = 1e9;

    /** Events that are neither answered nor broken. */
    public long onTheirWay() {
        return sent - accepted - allRefused() - broken;
    }

    /** Answered otherwise than 2xx. */
    public long allRefused() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** From these counts to later ones. */
    public double secondsTo(Counts later) {
        return (later.nanos - nanos) / NANOS;
    }

    /** Accepted events per second until later counts; 0 when no time has passed. */
    public double rateTo(Counts later) {
        double seconds = secondsTo(later);
        return seconds > 0 ? (later.accepted - accepted) / seconds : 0;
    }
}
