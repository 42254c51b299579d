package io.github.kafkaconnect.webpubsub.bench.measure;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Median, least and most of several runs. */
public record Spread(double median, double least, double most) {

    public static <T> Spread of(List<T> runs, ToDoubleFunction<T> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** {@code 81,234 (79,001–84,500)}. */
    public String rounded() {
        return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", median, least, most);
    }

    /** With two decimals. */
    public String exact() {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, least, most);
    }
}
