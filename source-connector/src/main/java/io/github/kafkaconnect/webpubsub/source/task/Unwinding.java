package io.github.kafkaconnect.webpubsub.source.task;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a start that fails has to take down again, the newest first. For one thread. */
final class Unwinding {
    private final Deque<Runnable> newestFirst = new ArrayDeque<>();

    void add(Runnable takeDown) {
        newestFirst.push(takeDown);
    }

    /**
     * Takes everything down.
     *
     * @param cause gets what fails meanwhile as suppressed
     */
    void unwind(Throwable cause) {
        for (Runnable takeDown : newestFirst) {
            try {
                takeDown.run();
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
