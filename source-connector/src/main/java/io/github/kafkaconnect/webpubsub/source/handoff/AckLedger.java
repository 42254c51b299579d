package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
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
    /** The room that the last refused event would have needed; 0 when there has been as much since. */
    private final AtomicLong missingBytes = new AtomicLong();

    private final int maxEvents;
    private final long maxBytes;
    private final RecentAnswers recent;

    /** @param recent gets every lasting answer, before anybody else hears it */
    public AckLedger(int maxEvents, long maxBytes, RecentAnswers recent) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.recent = recent;
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

    /**
     * Whether the bounds are reached. Bytes hardly ever come to their bound exactly: they have reached it from the first event that found no
     * room until there is room for one like it, or half of all is free.
     */
    boolean isFull() {
        if (events.get() >= maxEvents) {
            return true;
        }
        long missing = missingBytes.get();
        if (bytes.get() + Math.max(missing, 1) > maxBytes) {
            return true;
        }
        if (missing > 0) {
            // Another event may have been refused meanwhile: then it is that one's room that is missing.
            missingBytes.compareAndSet(missing, 0);
        }
        return false;
    }

    /** Lets a request wait with the pending event of the same key, if there is one. */
    boolean join(EventKey key, Waiter waiter) {
        OwedReply<R> pending = owedByKey.get(key);
        return pending != null && pending.join(waiter);
    }

    /** How long the oldest event has been owed its answer; 0 when none is. Looks at all of them: not for the way of an event. */
    long oldestAgeNanos(long nowNanos) {
        long oldest = 0;
        for (OwedReply<R> owed : owedByKey.values()) {
            oldest = Math.max(oldest, owed.ageNanos(nowNanos));
        }
        return oldest;
    }

    /** Enters an event together with its first waiter. */
    Admission admit(OwedReply<R> owed, Waiter first, long nowNanos) {
        owed.admittedAt(nowNanos);
        if (events.incrementAndGet() > maxEvents) {
            events.decrementAndGet();
            return Admission.FULL;
        }
        if (bytes.addAndGet(owed.bytes()) > maxBytes) {
            release(owed);
            missingBytes.set(Math.min(owed.bytes(), maxBytes / 2));
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

    /** Answers everybody who waits for the event, unless that has happened. */
    void settle(OwedReply<R> owed, Answer answer, long nowNanos) {
        UpstreamReply reply = answer.reply();
        if (reply != null && answer.isLasting()) {
            // Before the event leaves the table, so that a repeat finds it in one place or the other.
            recent.put(owed.key(), reply, nowNanos);
        }
        @Nullable Waiter waiter = owed.close();
        if (waiter == null) {
            return;
        }
        // First out of the table: a repeat that comes after a failure is a new attempt.
        owedByKey.remove(owed.key(), owed);
        release(owed);
        for (; waiter != null; waiter = waiter.next) {
            waiter.answer(answer);
        }
    }

    /**
     * Answers all requests whose deadline has passed. An event whose records Connect has got stays, for they may still be written: a
     * repeat joins it and makes no second record.
     */
    void expire(long nowNanos) {
        for (OwedReply<R> owed : owedByKey.values()) {
            Answer complete = owed.isReplyOverdue(nowNanos) ? owed.giveUpReply() : null;
            if (complete != null) {
                settle(owed, complete, nowNanos);
            } else if (owed.expire(nowNanos)) {
                settle(owed, Answer.without(Settlement.EXPIRED), nowNanos);
            }
        }
    }

    void settleAll(Settlement settlement, long nowNanos) {
        owedByKey.values().forEach(owed -> settle(owed, owed.without(settlement), nowNanos));
    }

    private void release(OwedReply<R> owed) {
        events.decrementAndGet();
        bytes.addAndGet(-owed.bytes());
    }
}
