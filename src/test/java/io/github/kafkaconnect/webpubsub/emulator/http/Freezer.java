package io.github.kafkaconnect.webpubsub.emulator.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** Holds work back while the emulator plays dead: sockets stay open, nothing is answered. Loop-confined. */
public final class Freezer {
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean frozen;

    /** Runs now, or in its turn after the thaw. */
    public void run(Runnable work) {
        if (frozen) {
            held.addLast(work);
        } else {
            work.run();
        }
    }

    public void freeze() {
        frozen = true;
    }

    public void unfreeze() {
        frozen = false;
        while (!frozen && !held.isEmpty()) {
            held.removeFirst().run();
        }
    }
}
