package io.github.kafkaconnect.webpubsub.common.transport;

import java.util.concurrent.atomic.AtomicLong;

/** How much the bodies that are on their way in may take together: nobody has proven yet who sends them. Safe for many threads. */
final class BodyRoom {
    private final long maxBytes;
    private final AtomicLong taken = new AtomicLong();

    BodyRoom(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether so many bytes more are to be had; they are taken then. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= maxBytes) {
            return true;
        }
        giveBack(bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
