package io.github.kafkaconnect.webpubsub.bench;

import io.github.kafkaconnect.webpubsub.bench.jmh.JmhBenchmark;
import io.github.kafkaconnect.webpubsub.bench.sink.SinkBenchmark;

/**
 * Runs the benchmark that the system property {@code bench} names:
 *
 * <ul>
 *   <li>{@code stack}, the default: {@link StackBenchmark}
 *   <li>{@code sink}: {@link SinkBenchmark}
 *   <li>{@code jmh}: {@link JmhBenchmark}; {@code mapping}: the mapping alone
 * </ul>
 */
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] args) {
        String name = System.getProperty("bench", "stack");
        switch (name) {
            case "stack" -> StackBenchmark.main(args);
            case "sink" -> SinkBenchmark.main(args);
            case "jmh", "mapping" -> JmhBenchmark.main(args);
            default -> throw new IllegalArgumentException("-Dbench is stack, sink, jmh or mapping, not " + name);
        }
    }
}
