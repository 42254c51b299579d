package io.github.kafkaconnect.webpubsub.source.handoff;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An event that was taken and not yet answered, with everybody who waits for its answer.
 *
 * <p>Its life: open, then closed, once and for good. Requests join while it is open; whoever closes it answers them all. Safe for many
 * threads, without locks.
 *
 * @param <R> the rendered event
 */
public final class OwedReply<R> {
    private static final Waiter CLOSED = new Waiter(settlement -> {}, 0);

    private final EventKey key;
    private final R payload;
    private final long bytes;
    private final AtomicInteger unacknowledged;
    private final AtomicReference<Waiter> newest;
    private volatile boolean filtered;
    private volatile boolean dropAccepted;
    private volatile boolean dropped;

    /**
     * @param records how many acknowledgements complete the event, at least 1
     * @param bytes what the rendered records take
     */
    public OwedReply(EventKey key, R payload, int records, long bytes, Waiter first) {
        this.key = key;
        this.payload = payload;
        this.bytes = bytes;
        this.unacknowledged = new AtomicInteger(records);
        this.newest = new AtomicReference<>(first);
    }

    public R payload() {
        return payload;
    }

    EventKey key() {
        return key;
    }

    long bytes() {
        return bytes;
    }

    boolean isClosed() {
        return newest.get() == CLOSED;
    }

    /** Lets a request wait for the same answer; false when the event is answered already. */
    boolean join(Waiter waiter) {
        while (true) {
            Waiter head = newest.get();
            if (head == CLOSED) {
                return false;
            }
            waiter.next = head;
            if (newest.compareAndSet(head, waiter)) {
                return true;
            }
        }
    }

    /** Counts one acknowledged record; the settlement when it was the last one, else null. */
    @Nullable
    Settlement acknowledge(Settlement one) {
        switch (one) {
            case FILTERED -> filtered = true;
            case DROP_ACCEPTED -> dropAccepted = true;
            case DROPPED -> dropped = true;
            case WRITTEN, EXPIRED, STALLED, STOPPED, FULL -> {
                // Nothing is missing from Kafka.
            }
        }
        return unacknowledged.decrementAndGet() == 0 ? worst() : null;
    }

    private Settlement worst() {
        if (dropped) {
            return Settlement.DROPPED;
        }
        if (dropAccepted) {
            return Settlement.DROP_ACCEPTED;
        }
        return filtered ? Settlement.FILTERED : Settlement.WRITTEN;
    }

    /** Answers those whose time has come; true when nobody waits any more. */
    boolean expire(long nowNanos) {
        boolean someoneWaits = false;
        for (Waiter waiter = newest.get(); waiter != null && waiter != CLOSED; waiter = waiter.next) {
            if (waiter.isDue(nowNanos)) {
                waiter.answer(Settlement.EXPIRED);
            }
            someoneWaits |= !waiter.isAnswered();
        }
        return !someoneWaits;
    }

    /** The list of those to answer, or null when somebody else has closed before. */
    @Nullable
    Waiter close() {
        Waiter head = newest.getAndSet(CLOSED);
        return head == CLOSED ? null : head;
    }
}
