package io.github.kafkaconnect.webpubsub.source.handoff;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are owed. Bounded by events and bytes, from admission to answer, wherever in between the records are. Safe for many
 * threads; no method blocks or takes a lock.
 *
 * @param <R> the rendered event
 */
public final class AckLedger<R> {
    private final ConcurrentMap<EventKey, OwedReply<R>> owedByKey = new ConcurrentHashMap<>();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final int maxEvents;
    private final long maxBytes;

    public AckLedger(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** What became of an attempt to enter an event. */
    public enum Admission {
        ADMITTED,
        /** The same event is pending; the request waits for its answer. */
        JOINED,
        FULL
    }

    public int events() {
        return events.get();
    }

    public long bytes() {
        return bytes.get();
    }

    boolean isFull() {
        return events.get() >= maxEvents || bytes.get() >= maxBytes;
    }

    /** Lets a request wait with the pending event of the same key, if there is one. */
    boolean join(EventKey key, Waiter waiter) {
        OwedReply<R> pending = owedByKey.get(key);
        return pending != null && pending.join(waiter);
    }

    /** Enters an event together with its first waiter. */
    Admission admit(OwedReply<R> owed, Waiter first) {
        if (events.incrementAndGet() > maxEvents) {
            events.decrementAndGet();
            return Admission.FULL;
        }
        if (bytes.addAndGet(owed.bytes()) > maxBytes) {
            release(owed);
            return Admission.FULL;
        }
        OwedReply<R> pending = owedByKey.putIfAbsent(owed.key(), owed);
        while (pending != null) {
            // Two deliveries of one event came at the same moment, or the earlier one is just being answered.
            if (pending.join(first)) {
                release(owed);
                return Admission.JOINED;
            }
            owedByKey.remove(owed.key(), pending);
            pending = owedByKey.putIfAbsent(owed.key(), owed);
        }
        return Admission.ADMITTED;
    }

    /** One record of an event is written, filtered or dropped; the last one answers. */
    void acknowledge(OwedReply<R> owed, Settlement settlement) {
        Settlement result = owed.acknowledge(settlement);
        if (result != null) {
            settle(owed, result);
        }
    }

    /** Answers everybody who waits for the event, unless that has happened. */
    void settle(OwedReply<R> owed, Settlement settlement) {
        @Nullable Waiter waiter = owed.close();
        if (waiter == null) {
            return;
        }
        // First out of the table: a repeat that comes after a failure is a new attempt.
        owedByKey.remove(owed.key(), owed);
        release(owed);
        for (; waiter != null; waiter = waiter.next) {
            waiter.answer(settlement);
        }
    }

    /** Answers all requests whose deadline has passed. */
    void expire(long nowNanos) {
        for (OwedReply<R> owed : owedByKey.values()) {
            if (owed.expire(nowNanos)) {
                settle(owed, Settlement.EXPIRED);
            }
        }
    }

    void settleAll(Settlement settlement) {
        owedByKey.values().forEach(owed -> settle(owed, settlement));
    }

    private void release(OwedReply<R> owed) {
        events.decrementAndGet();
        bytes.addAndGet(-owed.bytes());
    }
}
