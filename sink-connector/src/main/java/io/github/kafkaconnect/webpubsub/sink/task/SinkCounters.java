package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What a task has done since it started. Written by the task thread, read by any. */
final class SinkCounters {
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong errant = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong conflated = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong unfinishedRecords = new AtomicLong();
    private final AtomicLong unfinishedBytes = new AtomicLong();

    void delivered(int attempts) {
        delivered.lazySet(delivered.getPlain() + 1);
        retries.lazySet(retries.getPlain() + attempts - 1);
    }

    void rejected() {
        rejected.lazySet(rejected.getPlain() + 1);
    }

    void errant() {
        errant.lazySet(errant.getPlain() + 1);
    }

    void skipped() {
        skipped.lazySet(skipped.getPlain() + 1);
    }

    void skipped(Outcome.Reason reason) {
        AtomicLong counter =
                switch (reason) {
                    case CONFLATED -> conflated;
                    case LATE -> late;
                    case ANSWER -> skipped;
                };
        counter.lazySet(counter.getPlain() + 1);
    }

    void unfinished(long records, long bytes) {
        unfinishedRecords.lazySet(records);
        unfinishedBytes.lazySet(bytes);
    }

    /** By the names under which they are published. */
    Map<String, LongSupplier> figures() {
        return Map.of(
                "record-delivered-total", delivered::get,
                "delivery-retry-total", retries::get,
                "record-rejected-total", rejected::get,
                "record-errant-total", errant::get,
                "record-skipped-total", skipped::get,
                "record-conflated-total", conflated::get,
                "record-late-total", late::get,
                "record-unfinished", unfinishedRecords::get,
                "record-unfinished-bytes", unfinishedBytes::get);
    }

    @Override
    public String toString() {
        return "delivered=" + delivered + " retries=" + retries + " rejected=" + rejected + " errant=" + errant
                + " skipped=" + skipped + " conflated=" + conflated + " late=" + late;
    }
}
