package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An event that was taken and not yet answered, with everybody who waits for its answer.
 *
 * <p>Its life: open, then closed, once and for good. Requests join while it is open; whoever closes it answers them all. It is complete
 * when all its records are acknowledged and, where an application is asked, that has replied or is too late. Safe for many threads,
 * without locks.
 *
 * @param <R> the rendered event
 */
public final class OwedReply<R> {
    private static final Waiter CLOSED = new Waiter(answer -> {}, 0);

    private final EventKey key;
    private final R payload;
    private final Terms terms;
    private final AtomicInteger missing;
    private final AtomicReference<Waiter> newest;
    private final AtomicReference<@Nullable Said> said;
    /** Written once, before the event can be seen by another thread. */
    private long admittedNanos;

    private final AtomicReference<Way> way = new AtomicReference<>(Way.WAITING);
    private volatile boolean filtered;
    private volatile boolean dropAccepted;
    private volatile boolean dropped;

    public OwedReply(EventKey key, R payload, Terms terms, Waiter first) {
        this.key = key;
        this.payload = payload;
        this.terms = terms;
        boolean asks = terms.question() != null;
        this.missing = new AtomicInteger(terms.records() + (asks ? 1 : 0));
        this.said = new AtomicReference<>(asks ? null : new Said(terms.reply(), false));
        this.newest = new AtomicReference<>(first);
    }

    /** Where the records are. Decided once: either they go to Connect, or the event may be forgotten. */
    private enum Way {
        WAITING,
        HANDED_OVER,
        GIVEN_UP
    }

    /**
     * The answer that is to be given.
     *
     * @param tooLate whether it stands for an application's that did not come
     */
    private record Said(UpstreamReply reply, boolean tooLate) {}

    public R payload() {
        return payload;
    }

    /** The answer where no application has another. */
    public UpstreamReply planned() {
        return terms.reply();
    }

    EventKey key() {
        return key;
    }

    long bytes() {
        return terms.bytes();
    }

    void admittedAt(long nowNanos) {
        admittedNanos = nowNanos;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - admittedNanos;
    }

    int records() {
        return terms.records();
    }

    public boolean isClosed() {
        return newest.get() == CLOSED;
    }

    /** Connect gets the records: from now on they may reach Kafka, whatever becomes of the requests. False when it is too late. */
    boolean handOver() {
        return way.compareAndSet(Way.WAITING, Way.HANDED_OVER) && !isClosed();
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

    /** Counts one acknowledged record; the answer when the event is complete, else null. */
    @Nullable
    Answer acknowledge(Settlement one) {
        switch (one) {
            case FILTERED -> filtered = true;
            case DROP_ACCEPTED -> dropAccepted = true;
            case DROPPED -> dropped = true;
            default -> {
                // Nothing is missing from Kafka.
            }
        }
        Answer whole = complete();
        return whole == null && one != Settlement.WRITTEN ? askNobody() : whole;
    }

    /** The record that asks is not in Kafka, so nobody will reply. */
    private @Nullable Answer askNobody() {
        Terms.Question question = terms.question();
        return question == null ? null : say(new Said(question.unseen(), false));
    }

    /** Takes an application's reply. Null when that does not complete the event; see {@link #isReplied} for whether it counts. */
    @Nullable
    Answer reply(UpstreamReply given) {
        return say(new Said(given, false));
    }

    private @Nullable Answer say(Said given) {
        return said.compareAndSet(null, given) ? complete() : null;
    }

    boolean isReplied() {
        return said.get() != null;
    }

    private @Nullable Answer complete() {
        if (missing.decrementAndGet() != 0) {
            return null;
        }
        Said last = said.get();
        if (dropped || last == null) {
            return without(Settlement.DROPPED);
        }
        return new Answer(last.tooLate() ? Settlement.UNANSWERED : kept(), last.reply());
    }

    /** Answered for now only; what an application has said goes along. */
    Answer without(Settlement settlement) {
        Said last = said.get();
        UpstreamReply decided = last == null || last.tooLate() ? null : last.reply();
        return new Answer(settlement, null, terms.question() == null ? null : decided);
    }

    private Settlement kept() {
        if (dropAccepted) {
            return Settlement.DROP_ACCEPTED;
        }
        return filtered ? Settlement.FILTERED : Settlement.WRITTEN;
    }

    /** Whether an application is asked and too late. */
    boolean isReplyOverdue(long nowNanos) {
        Terms.Question question = terms.question();
        return question != null && !isReplied() && nowNanos - question.deadlineNanos() >= 0;
    }

    /** Gives up on an application; the answer when that completes the event, else null. */
    @Nullable
    Answer giveUpReply() {
        Terms.Question question = terms.question();
        return question == null ? null : say(new Said(question.unanswered(), true));
    }

    /**
     * Tells those whose time has come; true when nobody waits and no record is on its way to Kafka, nor ever will be, so that the event can
     * be forgotten.
     */
    boolean expire(long nowNanos) {
        boolean someoneWaits = false;
        for (Waiter waiter = newest.get(); waiter != null && waiter != CLOSED; waiter = waiter.next) {
            if (waiter.isDue(nowNanos)) {
                waiter.answer(without(Settlement.EXPIRED));
            }
            someoneWaits |= !waiter.isAnswered();
        }
        return !someoneWaits && way.compareAndSet(Way.WAITING, Way.GIVEN_UP);
    }

    /** The list of those to answer, or null when somebody else has closed before. */
    @Nullable
    Waiter close() {
        Waiter head = newest.getAndSet(CLOSED);
        return head == CLOSED ? null : head;
    }
}
