package io.github.kafkaconnect.webpubsub.bench.events;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counters of a load. Written by its event loop, read by anyone; which events were accepted only the loop may ask. */
final class LoadTally {

    private static final int STATUSES = 1_000;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final AtomicLongArray byStatus = new AtomicLongArray(STATUSES);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final Recorder latencies = new Recorder(SIGNIFICANT_DIGITS);
    private final BitSet accepted = new BitSet();

    static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    /** The number of the next event. */
    long nextNumber() {
        return sent.getAndIncrement();
    }

    void answered(long number, int status, long latencyNanos) {
        byStatus.incrementAndGet(Math.floorMod(status, STATUSES));
        if (isSuccess(status)) {
            accepted.set(Math.toIntExact(number));
            latencies.recordValue(Math.max(0, latencyNanos));
        }
    }

    void broke() {
        broken.incrementAndGet();
    }

    void missed() {
        missed.incrementAndGet();
    }

    Counts counts(long nanos) {
        long success = 0;
        Map<Integer, Long> refused = new TreeMap<>();
        for (int status = 0; status < STATUSES; status++) {
            long count = byStatus.get(status);
            if (isSuccess(status)) {
                success += count;
            } else if (count > 0) {
                refused.put(status, count);
            }
        }
        return new Counts(nanos, sent.get(), success, refused, broken.get(), missed.get());
    }

    /** Nanoseconds from the intended time to the answer, of events accepted since the last call. */
    Histogram latenciesSinceLastCall() {
        return latencies.getIntervalHistogram();
    }

    BitSet copyOfAccepted() {
        return (BitSet) accepted.clone();
    }
}
