package io.github.kafkaconnect.webpubsub.source.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between the threads that receive events and the one task thread that takes them for Connect.
 *
 * <p>Threads: any thread offers, joins and acknowledges; the task thread alone takes; a clock thread ticks. A task is never told that it
 * is paused, so the time since its last visit tells: after {@code pollGapNanos} the hand-off is stalled, refuses what comes, and gives
 * up what waits, until the task thread is back.
 *
 * @param <R> the rendered event
 */
public final class Handoff<R> {
    private final Queue<OwedReply<R>> queue = new ConcurrentLinkedQueue<>();
    private final AckLedger<R> ledger;
    private final long pollGapNanos;
    private final LongSupplier nanoTime;
    private volatile long lastVisitNanos;
    private volatile boolean stopped;
    private volatile @Nullable Thread idle;

    public Handoff(AckLedger<R> ledger, long pollGapNanos, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.pollGapNanos = pollGapNanos;
        this.nanoTime = nanoTime;
        this.lastVisitNanos = nanoTime.getAsLong();
    }

    /** The reason to refuse any event now, or null. Cheap, so that an overload costs little. */
    public @Nullable Settlement refusal() {
        if (stopped) {
            return Settlement.STOPPED;
        }
        if (isStalled()) {
            return Settlement.STALLED;
        }
        return ledger.isFull() ? Settlement.FULL : null;
    }

    /** Lets a repeated request wait for the pending event of the same key, if there is one. */
    public boolean join(EventKey key, Waiter waiter) {
        return ledger.join(key, waiter);
    }

    /** Takes an event over; answers it at once when there is no room. */
    public void offer(OwedReply<R> owed, Waiter first) {
        switch (ledger.admit(owed, first)) {
            case ADMITTED -> enqueue(owed);
            case FULL -> first.answer(Settlement.FULL);
            case JOINED -> {
                // The pending event answers.
            }
        }
    }

    private void enqueue(OwedReply<R> owed) {
        queue.add(owed);
        if (stopped) {
            // stop() may have emptied the queue just before.
            ledger.settle(owed, Settlement.STOPPED);
            return;
        }
        Thread waiting = idle;
        if (waiting != null) {
            idle = null;
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Events in order of arrival, those already answered left out. Called by the task thread only.
     *
     * @param maxWaitNanos how long to wait for a first event; may return earlier with nothing
     */
    public List<OwedReply<R>> take(int maxEvents, long maxWaitNanos) {
        lastVisitNanos = nanoTime.getAsLong();
        List<OwedReply<R>> batch = drain(maxEvents);
        if (batch.isEmpty()) {
            idle = Thread.currentThread();
            if (queue.isEmpty() && !stopped) {
                LockSupport.parkNanos(this, maxWaitNanos);
            }
            idle = null;
            batch = drain(maxEvents);
        }
        lastVisitNanos = nanoTime.getAsLong();
        return batch;
    }

    private List<OwedReply<R>> drain(int maxEvents) {
        List<OwedReply<R>> batch = new ArrayList<>();
        while (batch.size() < maxEvents) {
            OwedReply<R> owed = queue.poll();
            if (owed == null) {
                break;
            }
            if (!owed.isClosed()) {
                batch.add(owed);
            }
        }
        return batch;
    }

    /** One record is written, filtered or dropped. Never blocks: called on the producer's I/O thread. */
    public void acknowledge(OwedReply<R> owed, Settlement settlement) {
        ledger.acknowledge(owed, settlement);
    }

    /** Answers what is due, and what waits for a task that does not come. Called several times per gap. */
    public void tick() {
        if (isStalled()) {
            abandonQueue(Settlement.STALLED);
        }
        ledger.expire(nanoTime.getAsLong());
    }

    /** Refuses everything from now on and answers all that is owed. Idempotent. */
    public void stop() {
        stopped = true;
        abandonQueue(Settlement.STOPPED);
        ledger.settleAll(Settlement.STOPPED);
    }

    private void abandonQueue(Settlement settlement) {
        for (OwedReply<R> owed = queue.poll(); owed != null; owed = queue.poll()) {
            ledger.settle(owed, settlement);
        }
    }

    private boolean isStalled() {
        return nanoTime.getAsLong() - lastVisitNanos > pollGapNanos;
    }
}
