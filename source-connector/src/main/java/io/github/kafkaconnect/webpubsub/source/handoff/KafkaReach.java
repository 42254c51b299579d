package io.github.kafkaconnect.webpubsub.source.handoff;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells whether Kafka is out of reach: records were handed to Connect, and for longer than a limit none of them was written. It counts
 * records and not answers that are owed, because a request gives up at its deadline while its record still waits in the producer; so
 * it notices that Kafka is back without a new event. A quiet connector is never out of reach.
 *
 * <p>Safe for many threads, without locks. Times are those of {@code System.nanoTime()}, in order only roughly: they come from several
 * threads.
 */
public final class KafkaReach {
    private final long limitNanos;
    private final AtomicLong underWay = new AtomicLong();
    private volatile long lastProgressNanos;

    /** @param limitNanos how long silence may last, at least 1 */
    public KafkaReach(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    /** Records go to Connect: called before {@code poll} returns them, on the task thread. */
    public void handed(int records, long nowNanos) {
        if (records > 0 && underWay.get() == 0) {
            // Silence is counted from the first record on, not from the end of a quiet night.
            lastProgressNanos = nowNanos;
        }
        underWay.addAndGet(records);
    }

    /** Connect is done with one of them and Kafka has it. */
    public void written(long nowNanos) {
        lastProgressNanos = nowNanos;
        underWay.decrementAndGet();
    }

    /** Connect is done with one of them without Kafka: a transform or a tolerated error dropped it. */
    public void dropped() {
        underWay.decrementAndGet();
    }

    /** Whether a record is on its way. */
    boolean isBusy() {
        return underWay.get() > 0;
    }

    /** Whether nothing was written for too long although something should have been. */
    public boolean isLost(long nowNanos) {
        return isBusy() && nowNanos - lastProgressNanos > limitNanos;
    }
}
