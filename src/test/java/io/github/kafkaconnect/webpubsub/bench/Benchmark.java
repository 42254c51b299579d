package io.github.kafkaconnect.webpubsub.bench;

import io.github.kafkaconnect.webpubsub.bench.sink.SinkBenchmark;

/**
 * Runs the benchmark that the system property {@code bench} names:
 *
 * <ul>
 *   <li>{@code stack}, the default: {@link StackBenchmark}
 *   <li>{@code sink}: {@link SinkBenchmark}
 * </ul>
 */
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] args) {
        String name = System.getProperty("bench", "stack");
        switch (name) {
            case "stack" -> StackBenchmark.main(args);
            case "sink" -> SinkBenchmark.main(args);
            default -> throw new IllegalArgumentException("-Dbench is stack or sink, not " + name);
        }
    }
}
