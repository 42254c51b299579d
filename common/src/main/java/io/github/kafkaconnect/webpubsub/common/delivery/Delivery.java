package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.Nullable;

/**
 * One item on its way, from admission to its end. The engine's thread owns it until it has ended; what ended it is set once and
 * then visible to the thread that takes it from the loop's outbox.
 *
 * @param <W> what is delivered; the engine never looks inside
 */
public final class Delivery<W> {
    private final W work;
    private final Object laneKey;
    private final long admittedNanos;
    private int attempts;
    private boolean abandoned;
    private @Nullable Outcome end;

    /**
     * @param laneKey deliveries with equal keys are attempted one after the other, in order of admission
     * @param admittedNanos when it was admitted, on the engine's clock
     */
    public Delivery(W work, Object laneKey, long admittedNanos) {
        this.work = work;
        this.laneKey = laneKey;
        this.admittedNanos = admittedNanos;
    }

    public W work() {
        return work;
    }

    public Object laneKey() {
        return laneKey;
    }

    public long admittedNanos() {
        return admittedNanos;
    }

    /** How many attempts were started. */
    public int attempts() {
        return attempts;
    }

    /** What ended it; only to be called for a delivery that has ended. */
    public Outcome end() {
        if (end == null) {
            throw new IllegalStateException("still on its way");
        }
        return end;
    }

    void attemptStarted() {
        attempts++;
    }

    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    void end(Outcome outcome) {
        if (end != null) {
            throw new IllegalStateException("ended twice: " + end + ", then " + outcome);
        }
        end = outcome;
    }
}
