package io.github.kafkaconnect.webpubsub.bench;

import io.github.kafkaconnect.webpubsub.bench.jmh.JmhBenchmark;
import io.github.kafkaconnect.webpubsub.bench.sink.SinkBenchmark;
import io.github.kafkaconnect.webpubsub.bench.source.SourceBenchmark;

/**
 * Runs the benchmark that the system property {@code bench} names:
 *
 * <ul>
 *   <li>{@code stack}, the default: {@link StackBenchmark}
 *   <li>{@code sink}: {@link SinkBenchmark}
 *   <li>{@code source}: {@link SourceBenchmark}
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
            case "source" -> SourceBenchmark.main(args);
            case "jmh", "mapping" -> JmhBenchmark.main(args);
            default -> throw new IllegalArgumentException(
                    "-Dbench is stack, sink, source, jmh or mapping, not " + name);
        }
    }
}
