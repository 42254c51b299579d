package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One thread that exists only in virtual time: tasks run when the scenario says so, in the order of a real scheduled executor, by
 * time and then by submission. Not thread-safe.
 */
final class VirtualExecutor extends AbstractExecutorService implements ScheduledExecutorService {
    private final LongSupplier now;
    private final Runnable submitted;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long submissions;
    private boolean shutdown;

    /**
     * @param now the virtual time, without side effects
     * @param submitted called after each {@link #execute}, on the thread that called it
     */
    VirtualExecutor(LongSupplier now, Runnable submitted) {
        this.now = now;
        this.submitted = submitted;
    }

    boolean isDue() {
        return nextNanos() <= now.getAsLong();
    }

    /** When the next task is due, {@link Long#MAX_VALUE} for never. */
    long nextNanos() {
        for (Task next = tasks.peek(); next != null; next = tasks.peek()) {
            if (!next.cancelled) {
                return next.atNanos;
            }
            tasks.remove();
        }
        return Long.MAX_VALUE;
    }

    /** Runs the next task; one must be due. */
    void runNext() {
        Task task = tasks.remove();
        task.done = true;
        task.work.run();
    }

    @Override
    public void execute(Runnable command) {
        add(command, 0);
        submitted.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(command, unit.toNanos(delay));
    }

    private Task add(Runnable command, long delayNanos) {
        Task task = new Task(command, now.getAsLong() + delayNanos, submissions++);
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        tasks.add(task);
        return task;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        tasks.clear();
        return new ArrayList<>();
    }

    @Override
    public void shutdown() {
        shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("not simulated");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("not simulated");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("not simulated");
    }

    private final class Task implements ScheduledFuture<Object> {
        private final Runnable work;
        private final long atNanos;
        private final long submission;
        private boolean cancelled;
        private boolean done;

        Task(Runnable work, long atNanos, long submission) {
            this.work = work;
            this.atNanos = atNanos;
            this.submission = submission;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - now.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task task = (Task) other;
            int byTime = Long.compare(atNanos, task.atNanos);
            return byTime != 0 ? byTime : Long.compare(submission, task.submission);
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            if (done || cancelled) {
                return false;
            }
            cancelled = true;
            return true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public boolean isDone() {
            return done || cancelled;
        }

        @Override
        public Object get() {
            throw new UnsupportedOperationException("a virtual thread never blocks");
        }

        @Override
        public Object get(long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException("a virtual thread never blocks");
        }
    }
}
