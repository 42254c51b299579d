package io.github.kafkaconnect.webpubsub.sink.task;

/**
 * Decides when a full task takes a poll more. When all that it holds has failed, nothing of it can tell whether the service or these records are
 * to blame: new records can. One poll at a time, not too often, so that what failed is attempted again in between; a few polls, and more
 * only within a reserve.
 */
final class Scouts {
    /** A quarter of what the task may hold. */
    private static final double RESERVE = 0.25;

    /** Enough to know a lane for failing while four records in ten fail. */
    private static final int FEW = 8;

    private final long intervalNanos;
    private boolean full;
    private double fillWhenFull;
    private int sent;
    private long sentInAll;
    private boolean everSent;
    private long sentNanos;
    private boolean out;

    /** @param intervalNanos long enough for what failed to be attempted again */
    Scouts(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** How many polls were taken so since the start. */
    long sentInAll() {
        return sentInAll;
    }

    /** What a task is like after a poll. */
    record Sight(boolean isFull, boolean onlyFailing, double fill, boolean arrived) {}

    /**
     * Whether to read on now.
     *
     * @param sight whether nothing would be read otherwise, whether all that is held has failed, how much that is (1 for all that may be),
     *     and whether records have just come
     */
    boolean areOut(Sight sight, long nowNanos) {
        if (sight.isFull() && !full) {
            fillWhenFull = sight.fill();
            sent = 0;
        }
        full = sight.isFull();
        boolean needed = full && sight.onlyFailing();
        if (!needed || sight.arrived()) {
            // They are back, or nobody waits for them any more.
            out = false;
        }
        boolean roomy = sent < FEW || sight.fill() < fillWhenFull + RESERVE;
        if (needed && roomy && !out && (!everSent || nowNanos - sentNanos >= intervalNanos)) {
            everSent = true;
            sentNanos = nowNanos;
            sent++;
            sentInAll++;
            out = true;
        }
        return out;
    }
}
