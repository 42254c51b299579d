package io.github.kafkaconnect.webpubsub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Measures the whole stack on this machine, and prints the median of three runs, and the runs:
 *
 * <pre>
 * mvn -Pbench verify
 * </pre>
 *
 * <p>Broker, worker (4.3.1, one task per connector, default options) and this JVM, which holds the emulator, the clients
 * and the producer, share the machine: the figures at saturation are those of all of them together, and a bound from
 * below for the connectors. It takes about six minutes.
 */
public final class StackBenchmark {

    private static final int RUNS = 3;
    private static final int PER_SECOND = 1_000;
    private static final int WARM_UP = 5_000;
    private static final int COUNTED = 10_000;
    private static final int BACKLOG = 340_000;
    private static final int EVENTS_PER_CLIENT = 250;

    private final BenchStack stack;
    private final List<Figure> figures = new ArrayList<>();

    private StackBenchmark(BenchStack stack) {
        this.stack = stack;
    }

    public static void main(String[] args) {
        try (BenchStack stack = new BenchStack()) {
            new StackBenchmark(stack).run();
        }
    }

    private void run() {
        SinkBench sink = new SinkBench(stack);
        SourceBench source = new SourceBench(stack);
        runs("sink at saturation", "sends/s", run -> sink.sendsPerSecond(Integer.toString(run), BACKLOG));
        report(Figure.of("worker's heap after 1,000,000 records", "MiB", stack.workerHeapMib()));
        runs(
                "source at saturation",
                "events/s",
                run -> source.eventsPerSecond(Integer.toString(run), EVENTS_PER_CLIENT));
        report(Figure.of("worker's heap at the end", "MiB", stack.workerHeapMib()));
        // Last, when everything is compiled: the first seconds of a JVM are not the latency of a connector.
        latencies("record to client", run -> sink.latencies("sink-" + run, PER_SECOND, WARM_UP, COUNTED));
        latencies("client to Kafka", run -> source.latencies("source-" + run, PER_SECOND, WARM_UP, COUNTED));
        System.out.println("\nMedian of " + RUNS + " runs (the runs in their order):");
        figures.forEach(System.out::println);
    }

    private void latencies(String way, IntFunction<long[]> measure) {
        List<long[]> runs = IntStream.range(0, RUNS).mapToObj(measure).toList();
        String name = way + " at " + PER_SECOND + "/s, ";
        report(Figure.of(name + "p50", "ms", percentiles(runs, 0.5)));
        report(Figure.of(name + "p99", "ms", percentiles(runs, 0.99)));
    }

    private static double[] percentiles(List<long[]> runs, double share) {
        return runs.stream()
                .mapToDouble(samples -> Figure.percentileMs(samples, share))
                .toArray();
    }

    private void runs(String name, String unit, IntToDoubleFunction measure) {
        report(Figure.of(
                name, unit, IntStream.range(0, RUNS).mapToDouble(measure).toArray()));
    }

    private void report(Figure figure) {
        figures.add(figure);
        System.out.println(figure);
    }
}
