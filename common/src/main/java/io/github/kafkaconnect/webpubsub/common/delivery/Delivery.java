package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.Nullable;

/**
 * One item on its way, from admission to its end. The engine's thread owns it until it has ended; what ended it is set once and
 * then visible to the thread that takes it from the loop's outbox.
 *
 * <p>It is its own node in two lists, its lane and the list of all deliveries by age, so that nothing is allocated for either and
 * leaving them costs the same wherever it stands.
 *
 * @param <W> what is delivered
 */
public final class Delivery<W extends Deliverable> {
    private final W work;
    private final long admittedNanos;
    private long endedNanos;
    private int attempts;
    private boolean abandoned;
    private boolean inFlight;
    private boolean alone;
    private int progress;
    private int attemptsOfStep;
    private @Nullable Outcome end;
    private Outcome.@Nullable Retryable lastFailure;

    /** Kept by {@link Suspicion}. */
    double heldAgainst;

    /** Kept by {@link Suspicion}. */
    long answeredBefore;

    /** The streak of failures in which this delivery was counted last; kept by {@link Breaker}. */
    long countedInStreak;

    /** Where it stands, or null; kept by the lane, so that nobody has to look for it by key. */
    @Nullable
    Lane<W> lane;

    @Nullable
    Delivery<W> nextInLane;

    @Nullable
    Delivery<W> previousInLane;

    @Nullable
    Delivery<W> newer;

    @Nullable
    Delivery<W> older;

    /** @param admittedNanos when it was admitted, on the engine's clock */
    public Delivery(W work, long admittedNanos) {
        this.work = work;
        this.admittedNanos = admittedNanos;
    }

    public W work() {
        return work;
    }

    public long admittedNanos() {
        return admittedNanos;
    }

    /** How many attempts were started. */
    public int attempts() {
        return attempts;
    }

    /** Whether the attempt that was started last repeats none that failed. */
    boolean isFirstOfStep() {
        return attemptsOfStep == 1;
    }

    /** How many attempts repeated one that had failed; only to be called for a delivery that was attempted. */
    public int retries() {
        return attempts - 1 - progress;
    }

    /** What ended it; only to be called for a delivery that has ended. */
    public Outcome end() {
        if (end == null) {
            throw new IllegalStateException("still on its way");
        }
        return end;
    }

    /** Nanoseconds from its admission to its end, however late somebody asks; only to be called for what came from a loop's outbox. */
    public long elapsedNanos() {
        return endedNanos - admittedNanos;
    }

    /** Called once by the loop, on its thread. */
    public void endedAt(long nowNanos) {
        endedNanos = nowNanos;
    }

    /** Why the last attempt failed, or null; only to be called on the engine's thread. */
    public Outcome.@Nullable Retryable lastFailure() {
        return lastFailure;
    }

    void attemptStarted() {
        attempts++;
        attemptsOfStep++;
        inFlight = true;
    }

    void attemptEnded() {
        inFlight = false;
    }

    void failed(Outcome.Retryable failure) {
        lastFailure = failure;
    }

    boolean isInFlight() {
        return inFlight;
    }

    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** It was refused together with others: from now on it is attempted by itself, so that only the guilty one is refused. */
    void goAlone() {
        alone = true;
    }

    boolean goesAlone() {
        return alone;
    }

    /** Some of it is done: what the service was asked for is not dropped half-way. */
    void progressed() {
        progress++;
        attemptsOfStep = 0;
    }

    boolean hasBegun() {
        return progress > 0;
    }

    void end(Outcome outcome) {
        if (end != null) {
            throw new IllegalStateException("ended twice: " + end + ", then " + outcome);
        }
        end = outcome;
    }
}
