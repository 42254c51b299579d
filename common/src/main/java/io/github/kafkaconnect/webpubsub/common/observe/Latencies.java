package io.github.kafkaconnect.webpubsub.common.observe;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntervalHistogramProvider;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;
import org.HdrHistogram.ValueRecorder;
import org.jspecify.annotations.Nullable;

/** How long something took, as percentiles of the last ten seconds or more. Any thread reads. */
public final class Latencies {
    private static final long MAX_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 2;
    private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ValueRecorder recorder;
    private final IntervalHistogramProvider<Histogram> spans;
    private final LongSupplier nanoClock;
    private @Nullable Histogram span;
    private long spanNanos;

    private <R extends ValueRecorder & IntervalHistogramProvider<Histogram>> Latencies(
            R recorder, LongSupplier nanoClock) {
        this.recorder = recorder;
        this.spans = recorder;
        this.nanoClock = nanoClock;
        this.spanNanos = nanoClock.getAsLong();
    }

    /**
     * For times that one thread records. It grows with what is recorded: a task that delivers little takes little.
     *
     * @param nanoClock monotonic, as {@link System#nanoTime}
     */
    public static Latencies ofOneThread(LongSupplier nanoClock) {
        return new Latencies(new SingleWriterRecorder(DIGITS), nanoClock);
    }

    /** For times that any thread records, without a lock. It has its size, about 30 kB, from the start: growing would take one. */
    public static Latencies ofManyThreads(LongSupplier nanoClock) {
        return new Latencies(new Recorder(MAX_MICROS, DIGITS), nanoClock);
    }

    /** Longer than an hour counts as an hour. */
    public void record(long nanos) {
        recorder.recordValue(Math.min(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)), MAX_MICROS));
    }

    /**
     * In microseconds.
     *
     * @param prefix begins their names
     * @param what took the time, such as {@code Time that an answer took}
     */
    public Figures figures(String prefix, String what) {
        String span = " of the last ten seconds or more, in microseconds.";
        return new Figures()
                .add(prefix + "-p50-us", what + ": the median" + span, () -> percentile(50))
                .add(prefix + "-p95-us", what + ": the 95th percentile" + span, () -> percentile(95))
                .add(prefix + "-p99-us", what + ": the 99th percentile" + span, () -> percentile(99))
                .add(prefix + "-max-us", what + ": the longest" + span, () -> percentile(100));
    }

    private synchronized long percentile(double percent) {
        long nowNanos = nanoClock.getAsLong();
        Histogram latest = span;
        if (latest == null || nowNanos - spanNanos >= SPAN_NANOS) {
            latest = spans.getIntervalHistogram(latest);
            span = latest;
            spanNanos = nowNanos;
        }
        return latest.getTotalCount() == 0 ? 0 : latest.getValueAtPercentile(percent);
    }
}
