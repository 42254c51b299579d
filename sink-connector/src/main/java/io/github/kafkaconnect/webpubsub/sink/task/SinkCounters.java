package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import io.github.kafkaconnect.webpubsub.common.observe.Latencies;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What a task has done since it started. Written by the task thread, read by any. */
final class SinkCounters {
    /** Begins the codes that a record may be rejected with. */
    private static final String OF_RECORDS = "WPS-3";

    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong errant = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong conflated = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong failedOutcomes = new AtomicLong();
    private final AtomicLong deliveredBytes = new AtomicLong();
    private final AtomicLong folded = new AtomicLong();
    private final Map<ErrorCode, AtomicLong> rejectedByCode = new EnumMap<>(ErrorCode.class);
    private final Latencies latencies;
    private final AtomicLong unfinishedRecords = new AtomicLong();
    private final AtomicLong unfinishedBytes = new AtomicLong();
    private final LongSupplier nanoClock;
    private final AtomicLong pausedPartitions = new AtomicLong();
    private final AtomicLong largestSpan = new AtomicLong();
    private volatile OptionalLong oldestNanos = OptionalLong.empty();

    /** @param nanoClock monotonic */
    SinkCounters(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.latencies = Latencies.ofOneThread(nanoClock);
        Arrays.stream(ErrorCode.values())
                .filter(code -> code.id().startsWith(OF_RECORDS))
                .forEach(code -> rejectedByCode.put(code, new AtomicLong()));
    }

    /**
     * @param repeated attempts that were repeated
     * @param nanos from the record's arrival to its end
     */
    void delivered(int repeated, int bytes, long nanos) {
        latencies.record(nanos);
        deliveredBytes.lazySet(deliveredBytes.getPlain() + bytes);
        delivered.lazySet(delivered.getPlain() + 1);
        retries.lazySet(retries.getPlain() + repeated);
    }

    void rejected(ErrorCode code) {
        rejected.lazySet(rejected.getPlain() + 1);
        AtomicLong counter = rejectedByCode.get(code);
        if (counter != null) {
            counter.lazySet(counter.getPlain() + 1);
        }
    }

    /** So many records travelled with another one. Called by the delivery loop's thread alone. */
    void folded(int records) {
        folded.lazySet(folded.getPlain() + records);
    }

    void errant() {
        errant.lazySet(errant.getPlain() + 1);
    }

    /** Any thread. */
    void outcomeFailed() {
        failedOutcomes.incrementAndGet();
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

    /** @param sinceNanos when the oldest unfinished record was received, on this object's clock; empty without any */
    void oldest(OptionalLong sinceNanos) {
        oldestNanos = sinceNanos;
    }

    /**
     * @param partitions that are paused
     * @param span records from the first unfinished one on, of the partition that has most
     */
    void held(int partitions, long span) {
        pausedPartitions.lazySet(partitions);
        largestSpan.lazySet(span);
    }

    private long oldestAgeMs() {
        OptionalLong since = oldestNanos;
        return since.isEmpty()
                ? 0
                : Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - since.getAsLong()));
    }

    /** By the names under which they are published. */
    Figures figures() {
        Figures figures = latencies
                .figures("delivery-latency", "Time from a record's arrival at the task to its end")
                .add(
                        "record-delivered-total",
                        "Records that the service took, once for each of their targets.",
                        delivered::get)
                .add("record-delivered-bytes-total", "Bytes of payload that the service took.", deliveredBytes::get)
                .add(
                        "delivery-retry-total",
                        "Attempts of delivered records that repeated one that had failed.",
                        retries::get)
                .add("record-rejected-total", "Records that could not be mapped, or that were given up.", rejected::get)
                .add(
                        "record-errant-total",
                        "Rejected records that were reported to Connect, or skipped as errors.tolerance=all asks.",
                        errant::get)
                .add(
                        "record-skipped-total",
                        "Records that ask for nothing, or met an answer that is skipped.",
                        skipped::get)
                .add(
                        "record-conflated-total",
                        "Records that a newer one of their conflation key replaced while they waited.",
                        conflated::get)
                .add("record-folded-total", "Records that travelled in the request of another one.", folded::get)
                .add(
                        "outcome-failed-total",
                        "Tries to write to outcome.topic that failed; outcome.required says whether they are repeated.",
                        failedOutcomes::get)
                .add("record-late-total", "Records that were skipped for their age.", late::get)
                .add(
                        "partition-paused-count",
                        "Partitions that are paused now, because enough of them or of all is unfinished, or the service is away.",
                        pausedPartitions::get)
                .add(
                        "unfinished-span-max",
                        "Records from the first unfinished one to the newest, of the partition that has most; unfinished.span.max is the"
                                + " limit.",
                        largestSpan::get)
                .add(
                        "record-oldest-age-ms",
                        "How long the oldest unfinished record has been with the task, in milliseconds; it may wait for the service, its"
                                + " dead letter or its outcome.",
                        this::oldestAgeMs)
                .add(
                        "record-unfinished",
                        "Records that are on their way now, once for each of their targets.",
                        unfinishedRecords::get)
                .add(
                        "record-unfinished-bytes",
                        "What the unfinished records take, in bytes, by estimate.",
                        unfinishedBytes::get);
        rejectedByCode.forEach((code, counter) -> figures.add(
                "record-rejected-" + code.id().toLowerCase(Locale.ROOT) + "-total",
                "Records rejected with " + code.id() + ": " + code.summary(),
                counter::get));
        return figures;
    }

    @Override
    public String toString() {
        return "delivered=" + delivered + " retries=" + retries + " rejected=" + rejected + " errant=" + errant
                + " skipped=" + skipped + " conflated=" + conflated + " late=" + late;
    }
}
