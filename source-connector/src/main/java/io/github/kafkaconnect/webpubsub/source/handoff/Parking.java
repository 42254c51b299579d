package io.github.kafkaconnect.webpubsub.source.handoff;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where one thread waits for one thing, and others, without a lock, tell it that it has come. */
final class Parking {
    private volatile @Nullable Thread waiting;

    /**
     * Returns when the thing is there, or after a while; now and then for nothing.
     *
     * @param isThere whoever makes it true calls {@link #wake} afterwards
     */
    void await(BooleanSupplier isThere, long maxNanos) {
        // Said before it is looked at, so that nobody's call falls in between.
        waiting = Thread.currentThread();
        if (!isThere.getAsBoolean()) {
            LockSupport.parkNanos(this, maxNanos);
        }
        waiting = null;
    }

    void wake() {
        Thread thread = waiting;
        if (thread != null) {
            waiting = null;
            LockSupport.unpark(thread);
        }
    }
}
