package io.github.kafkaconnect.webpubsub.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A measured quantity: the median of its runs, and all of them.
 *
 * @param runs in the order they were measured
 */
record Figure(String name, String unit, List<Double> runs) {

    Figure {
        runs = List.copyOf(runs);
    }

    static Figure of(String name, String unit, double... runs) {
        return new Figure(name, unit, Arrays.stream(runs).boxed().toList());
    }

    private double median() {
        return runs.stream().sorted().toList().get(runs.size() / 2);
    }

    /** The time below which that share of the samples lies, in milliseconds. */
    static double percentileMs(long[] sampleNanos, double share) {
        long[] sorted = sampleNanos.clone();
        Arrays.sort(sorted);
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, index)] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    @Override
    public String toString() {
        String each = runs.stream().map(Figure::rounded).collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%-40s %9s %-9s (%s)", name, rounded(median()), unit, each);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
