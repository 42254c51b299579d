package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.observe.Latencies;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What one task has seen since its start. Safe for many threads. */
public final class EventCounters {
    private final Map<UpstreamEvent.Kind, LongAdder> received = new EnumMap<>(UpstreamEvent.Kind.class);
    private final Map<Settlement, LongAdder> settled = new EnumMap<>(Settlement.class);
    private final Map<Reception, LongAdder> replies = new EnumMap<>(Reception.class);
    private final LongAdder repeated = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final Latencies acknowledged;
    private final LongSupplier nanoTime;
    private volatile long lastEventNanos;

    /** @param nanoTime monotonic, as {@link System#nanoTime} */
    public EventCounters(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.acknowledged = Latencies.ofManyThreads(nanoTime);
        for (UpstreamEvent.Kind kind : UpstreamEvent.Kind.values()) {
            received.put(kind, new LongAdder());
        }
        for (Settlement settlement : Settlement.values()) {
            settled.put(settlement, new LongAdder());
        }
        for (Reception reception : Reception.values()) {
            replies.put(reception, new LongAdder());
        }
    }

    /** @param nowNanos when it came */
    public void countReceived(UpstreamEvent.Kind kind, long nowNanos) {
        // The time first: who reads a number above 0 finds a time.
        lastEventNanos = nowNanos;
        increment(received, kind);
    }

    /** @param receivedNanos when the event came */
    public void countSettled(Settlement settlement, long receivedNanos) {
        increment(settled, settlement);
        if (settlement == Settlement.WRITTEN) {
            acknowledged.record(nanoTime.getAsLong() - receivedNanos);
        }
    }

    /** Times from the receipt of events to the answer that their records are in Kafka. */
    public Latencies acknowledged() {
        return acknowledged;
    }

    /** Milliseconds since the last event came; -1 before the first. */
    public long lastEventAgeMs() {
        boolean none = received.values().stream().allMatch(counter -> counter.sum() == 0);
        return none ? -1 : TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - lastEventNanos);
    }

    /** A record on the topic of replies. */
    public void countReply(Reception reception) {
        increment(replies, reception);
    }

    public long replies(Reception reception) {
        return sum(replies, reception);
    }

    /** A repeat of an event that is pending or was answered lately. */
    public void countRepeated() {
        repeated.increment();
    }

    public void countRecords(int count) {
        records.add(count);
    }

    public long received(UpstreamEvent.Kind kind) {
        return sum(received, kind);
    }

    public long settled(Settlement settlement) {
        return sum(settled, settlement);
    }

    public long repeated() {
        return repeated.sum();
    }

    public long records() {
        return records.sum();
    }

    private static <K> void increment(Map<K, LongAdder> counters, K key) {
        LongAdder counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }

    private static <K> long sum(Map<K, LongAdder> counters, K key) {
        LongAdder counter = counters.get(key);
        return counter == null ? 0 : counter.sum();
    }
}
