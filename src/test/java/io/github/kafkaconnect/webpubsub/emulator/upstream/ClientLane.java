package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The order of one connection's events: one user event at a time, the next after the answer of the former; a
 * {@code connected} that is held back until the first of them ended. Confined to the event loop.
 */
final class ClientLane {
    private final Deque<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private boolean busy;
    private @Nullable Runnable heldConnected;

    /** @param job gets what it must call when it ended */
    void submit(Consumer<Runnable> job) {
        waiting.add(job);
        startNext();
    }

    private void startNext() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            waiting.remove().accept(() -> {
                busy = false;
                startNext();
            });
        }
    }

    void hold(Runnable connected) {
        heldConnected = connected;
    }

    /** Sends the held {@code connected} if there is one. */
    void releaseConnected() {
        Runnable held = heldConnected;
        heldConnected = null;
        if (held != null) {
            held.run();
        }
    }
}
