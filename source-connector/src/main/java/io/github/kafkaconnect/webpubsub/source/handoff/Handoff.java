package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
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
    private final RecentAnswers recent;
    private final Limits limits;
    private final KafkaReach kafka;
    private final LongSupplier nanoTime;
    private volatile long lastVisitNanos;
    private final Parking forAnEvent = new Parking();
    private final Parking forKafka = new Parking();
    private volatile boolean stopped;

    public Handoff(AckLedger<R> ledger, RecentAnswers recent, Limits limits, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.recent = recent;
        this.limits = limits;
        this.kafka = new KafkaReach(limits.silenceNanos());
        this.nanoTime = nanoTime;
        this.lastVisitNanos = nanoTime.getAsLong();
    }

    /**
     * How long a side may be silent or waits for another.
     *
     * @param pollGapNanos the task thread, until the hand-off is stalled
     * @param silenceNanos Kafka, until it counts as out of reach
     * @param gatherNanos events that come while Kafka has records to write, so that they go to Connect together
     */
    public record Limits(long pollGapNanos, long silenceNanos, long gatherNanos) {}

    /** Whether Kafka has written nothing for too long, although it should have. */
    public boolean isKafkaLost() {
        return kafka.isLost(nanoTime.getAsLong());
    }

    /** Whether as many events, or bytes of them, wait as may. */
    public boolean isFull() {
        return ledger.isFull();
    }

    /** How long the oldest event has been owed its answer, in milliseconds; 0 when none is. */
    public long oldestAgeMs() {
        return TimeUnit.NANOSECONDS.toMillis(ledger.oldestAgeNanos(nanoTime.getAsLong()));
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

    /** What an event was met before as. */
    public enum Repeat {
        /** Never, or a failure has been forgotten. */
        NONE,
        /** It is pending; the request waits for its answer. */
        PENDING,
        /** It was answered lately; the request has the same answer. */
        ANSWERED
    }

    /** Finds the earlier delivery of an event, in whatever state the hand-off is. */
    public Repeat join(EventKey key, Waiter waiter) {
        if (ledger.join(key, waiter)) {
            return Repeat.PENDING;
        }
        Optional<UpstreamReply> earlier = recent.find(key, nanoTime.getAsLong());
        earlier.ifPresent(reply -> waiter.answer(new Answer(Settlement.REPEATED, reply)));
        return earlier.isPresent() ? Repeat.ANSWERED : Repeat.NONE;
    }

    /** Keeps the answer of an event that never came into the hand-off. */
    public void remember(EventKey key, UpstreamReply reply) {
        recent.put(key, reply, nanoTime.getAsLong());
    }

    /** Takes an event over; answers it at once when there is no room. */
    public void offer(OwedReply<R> owed, Waiter first) {
        offer(owed, first, () -> {});
    }

    /**
     * Takes an event over; answers it at once when there is no room. What is not taken is closed, so that nobody keeps it.
     *
     * @param admitted called for an event that is taken, before the task thread can see it; must not block or throw
     */
    public void offer(OwedReply<R> owed, Waiter first, Runnable admitted) {
        switch (ledger.admit(owed, first, nanoTime.getAsLong())) {
            case ADMITTED -> {
                admitted.run();
                enqueue(owed);
            }
            case FULL -> {
                owed.close();
                first.answer(Answer.without(Settlement.FULL));
            }
            case JOINED -> {
                // The pending event answers.
                owed.close();
            }
        }
    }

    private void enqueue(OwedReply<R> owed) {
        queue.add(owed);
        if (stopped) {
            // stop() may have emptied the queue just before.
            ledger.settle(owed, Answer.without(Settlement.STOPPED), nanoTime.getAsLong());
            return;
        }
        forAnEvent.wake();
    }

    /**
     * Events in order of arrival, those already answered left out. Called by the task thread only. While Kafka still has records to write,
     * the producer would keep new ones back until it has: so they are gathered here, which saves a turn of Connect for each of them.
     *
     * @param maxWaitNanos how long to wait for a first event; may return earlier with nothing
     */
    public List<OwedReply<R>> take(int maxEvents, long maxWaitNanos) {
        lastVisitNanos = nanoTime.getAsLong();
        forKafka.await(() -> !kafka.isBusy() || stopped, limits.gatherNanos());
        List<OwedReply<R>> batch = drain(maxEvents);
        if (batch.isEmpty()) {
            forAnEvent.await(() -> !queue.isEmpty() || stopped, maxWaitNanos);
            batch = drain(maxEvents);
        }
        lastVisitNanos = nanoTime.getAsLong();
        return batch;
    }

    private List<OwedReply<R>> drain(int maxEvents) {
        List<OwedReply<R>> batch = new ArrayList<>();
        int records = 0;
        while (batch.size() < maxEvents) {
            OwedReply<R> owed = queue.poll();
            if (owed == null) {
                break;
            }
            if (owed.handOver()) {
                batch.add(owed);
                records += owed.records();
            }
        }
        kafka.handed(records, nanoTime.getAsLong());
        return batch;
    }

    /** One record is written, filtered or dropped. Never blocks: called on the producer's I/O thread. */
    public void acknowledge(OwedReply<R> owed, Settlement settlement) {
        if (settlement == Settlement.WRITTEN) {
            kafka.written(nanoTime.getAsLong());
        } else {
            kafka.dropped();
        }
        if (!kafka.isBusy()) {
            forKafka.wake();
        }
        settle(owed, owed.acknowledge(settlement));
    }

    /** An application's reply; false when the event has one already or is answered. Never blocks. */
    public boolean reply(OwedReply<R> owed, UpstreamReply reply) {
        if (owed.isClosed() || owed.isReplied()) {
            return false;
        }
        settle(owed, owed.reply(reply));
        return true;
    }

    /** Nothing usable will come: the event is answered as at the deadline of its application. */
    public void giveUpReply(OwedReply<R> owed) {
        settle(owed, owed.giveUpReply());
    }

    private void settle(OwedReply<R> owed, @Nullable Answer complete) {
        if (complete != null) {
            ledger.settle(owed, complete, nanoTime.getAsLong());
        }
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
        ledger.settleAll(Settlement.STOPPED, nanoTime.getAsLong());
    }

    private void abandonQueue(Settlement settlement) {
        for (OwedReply<R> owed = queue.poll(); owed != null; owed = queue.poll()) {
            ledger.settle(owed, Answer.without(settlement), nanoTime.getAsLong());
        }
    }

    /** Whether Connect has not asked for records for too long. */
    public boolean isStalled() {
        return nanoTime.getAsLong() - lastVisitNanos > limits.pollGapNanos();
    }
}
