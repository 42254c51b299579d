package io.github.kafkaconnect.webpubsub.bench.source;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Milliseconds from the time an event was to be sent to its answer; NaN when there was none. */
record Latency(double p50, double p99, double p999, double most) {

    private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    /** @param nanos a histogram of nanoseconds */
    static Latency of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return new Latency(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        return new Latency(
                nanos.getValueAtPercentile(50) / NANOS_PER_MS,
                nanos.getValueAtPercentile(99) / NANOS_PER_MS,
                nanos.getValueAtPercentile(99.9) / NANOS_PER_MS,
                nanos.getMaxValue() / NANOS_PER_MS);
    }
}
