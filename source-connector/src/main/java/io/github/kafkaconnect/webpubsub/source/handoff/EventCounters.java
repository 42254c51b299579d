package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one task has seen since its start. Safe for many threads. */
public final class EventCounters {
    private final Map<UpstreamEvent.Kind, LongAdder> received = new EnumMap<>(UpstreamEvent.Kind.class);
    private final Map<Settlement, LongAdder> settled = new EnumMap<>(Settlement.class);
    private final Map<Reception, LongAdder> replies = new EnumMap<>(Reception.class);
    private final LongAdder refused = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder records = new LongAdder();

    public EventCounters() {
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

    public void countReceived(UpstreamEvent.Kind kind) {
        increment(received, kind);
    }

    public void countSettled(Settlement settlement) {
        increment(settled, settlement);
    }

    /** A record on the topic of replies. */
    public void countReply(Reception reception) {
        increment(replies, reception);
    }

    public long replies(Reception reception) {
        return sum(replies, reception);
    }

    /** A request that is no event, is not trusted, or is too large. */
    public void countRefused() {
        refused.increment();
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

    public long refused() {
        return refused.sum();
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
