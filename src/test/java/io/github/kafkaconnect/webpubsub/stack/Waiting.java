package io.github.kafkaconnect.webpubsub.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for another process, which can only be asked again and again. */
final class Waiting {

    private static final long PAUSE_MS = 25;

    private Waiting() {}

    /**
     * Blocks the caller until the condition holds.
     *
     * @param failure names what did not happen; asked when the time is up
     */
    static void until(BooleanSupplier condition, Duration limit, Supplier<String> failure) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new StackException(failure.get() + " within " + limit.toMillis() + " ms");
            }
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting", e);
        }
    }
}
