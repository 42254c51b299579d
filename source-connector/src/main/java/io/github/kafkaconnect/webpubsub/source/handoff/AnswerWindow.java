package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The answers of events that were answered lately, for the service repeats an event whose answer did not reach it: a client that was
 * refused must not be let in by the repeat, and what is in Kafka need not be written again. Bounded by number, time and size; the oldest
 * go first. Safe for many threads, without locks.
 */
public final class AnswerWindow {
    private static final long BODIES_MAX_BYTES = 8L * 1024 * 1024;

    private final ConcurrentMap<EventKey, Stored> storedByKey = new ConcurrentHashMap<>();
    private final Queue<Stored> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong bodyBytes = new AtomicLong();
    private final int maxAnswers;
    private final long lifeNanos;

    /** @param maxAnswers 0 remembers nothing */
    public AnswerWindow(int maxAnswers, long lifeNanos) {
        this.maxAnswers = maxAnswers;
        this.lifeNanos = lifeNanos;
    }

    private record Stored(EventKey key, UpstreamReply reply, long endNanos) {
        boolean isOver(long nowNanos) {
            return nowNanos - endNanos >= 0;
        }
    }

    /** Keeps an answer; an earlier one for the event stays. */
    public void put(EventKey key, UpstreamReply reply, long nowNanos) {
        if (maxAnswers == 0) {
            return;
        }
        Stored stored = new Stored(key, reply, nowNanos + lifeNanos);
        Stored earlier = storedByKey.putIfAbsent(key, stored);
        if (earlier != null && !earlier.isOver(nowNanos)) {
            return;
        }
        if (earlier != null) {
            storedByKey.put(key, stored);
        }
        oldestFirst.add(stored);
        size.incrementAndGet();
        bodyBytes.addAndGet(reply.body().length);
        trim(nowNanos);
    }

    public Optional<UpstreamReply> find(EventKey key, long nowNanos) {
        Stored stored = storedByKey.get(key);
        return stored == null || stored.isOver(nowNanos) ? Optional.empty() : Optional.of(stored.reply());
    }

    /** Forgets what is over, or more than there is room for. */
    public void trim(long nowNanos) {
        @Nullable Stored oldest = oldestFirst.peek();
        while (oldest != null
                && (size.get() > maxAnswers || bodyBytes.get() > BODIES_MAX_BYTES || oldest.isOver(nowNanos))) {
            if (oldestFirst.remove(oldest)) {
                storedByKey.remove(oldest.key(), oldest);
                size.decrementAndGet();
                bodyBytes.addAndGet(-oldest.reply().body().length);
            }
            oldest = oldestFirst.peek();
        }
    }

    public int size() {
        return size.get();
    }
}
