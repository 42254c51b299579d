package io.github.kafkaconnect.webpubsub.e2e;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Does numbered steps at a steady pace, on a thread of its own, while a test does something to the worker. */
final class Pace implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger next = new AtomicInteger();
    private final ScheduledFuture<?> steps;
    private final int count;

    private Pace(int count, Duration interval, IntConsumer step) {
        this.count = count;
        this.steps = thread.scheduleAtFixedRate(
                () -> {
                    if (next.get() < count) {
                        step.accept(next.getAndIncrement());
                    }
                },
                0,
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Starts with step 0 at once. */
    static Pace start(int count, Duration interval, IntConsumer step) {
        return new Pace(count, interval, step);
    }

    /** Whether all steps are done. A step that failed fails the caller. */
    boolean isDone() {
        if (steps.isDone()) {
            try {
                steps.get();
            } catch (ExecutionException e) {
                throw new AssertionError("A step failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return next.get() >= count;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
