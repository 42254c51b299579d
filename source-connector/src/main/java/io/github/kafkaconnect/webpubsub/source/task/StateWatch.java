package io.github.kafkaconnect.webpubsub.source.task;

/**
 * Tells when a state begins and ends, for a line each. It ends when it has been away for a while: what comes and goes every second is one
 * long trouble and not many. For one thread.
 */
final class StateWatch {
    private final long calmNanos;
    private boolean on;
    private long sinceNanos;
    private long lastSeenNanos;

    /** @param calmNanos how long it must have been away */
    StateWatch(long calmNanos) {
        this.calmNanos = calmNanos;
    }

    enum Change {
        NONE,
        BEGAN,
        ENDED
    }

    /** @param seen whether the state holds now, or has held since the last look */
    Change look(boolean seen, long nowNanos) {
        if (seen) {
            lastSeenNanos = nowNanos;
        }
        if (seen && !on) {
            on = true;
            sinceNanos = nowNanos;
            return Change.BEGAN;
        }
        if (on && !seen && nowNanos - lastSeenNanos >= calmNanos) {
            on = false;
            return Change.ENDED;
        }
        return Change.NONE;
    }

    /** From the first look that saw the state to the last one. */
    long lastedNanos() {
        return lastSeenNanos - sinceNanos;
    }
}
