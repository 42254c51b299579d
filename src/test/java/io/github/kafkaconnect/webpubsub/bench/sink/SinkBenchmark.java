package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.measure.Machine;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;

/**
 * Measures the sink and its peers side by side, on one machine, in one run:
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=sink
 * mvn -q -Pbench verify -Dbench=sink -Dbench.rows=raw,connector -Dbench.scale=0.1 -Dbench.rounds=1
 * </pre>
 *
 * <p>Every contender is a process of its own with the same options of the JVM, sends to the same stub, which is another
 * process, and is started anew for each run. Ratios are to ours, of the same run and row; figures of different runs are
 * not to be compared. Options: {@link BenchOptions}.
 */
public final class SinkBenchmark {

    private static final Map<String, Row> ROWS = Map.of(
            "raw", new RawRow(),
            "connector", new ConnectorRow(),
            "latency", new LatencyRow(),
            "skew", new SkewRow(),
            "storm", new StormRow(),
            "memory", new MemoryRow());

    private SinkBenchmark() {}

    public static void main(String[] args) {
        BenchOptions options = BenchOptions.fromProperties();
        Report report = new Report();
        String name = "sink-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now());
        head(options, report);
        try (Rig rig = new Rig(options)) {
            warmUp(rig);
            for (String row : options.rows()) {
                Objects.requireNonNull(ROWS.get(row)).run(rig, report);
                report.write(name);
            }
        }
        Path file = report.write(name);
        System.out.println(report.markdown());
        System.out.println("\nEvery run: " + file);
    }

    private static void head(BenchOptions options, Report report) {
        report.raw("machine", Machine.describe());
        report.raw("options", options);
        report.text("## The sink and its peers\n");
        report.text(Machine.describe() + ". Stub, broker and contender share the machine.");
        report.text(String.format(
                "%d rounds, order rotated; payloads of %d bytes. Every run is a fresh process with a heap of 1 GB. It warms"
                        + " up for %.0f s, and on until it gets no faster by more than 5 %% within a third of that, at most"
                        + " four times as long; then it is measured for %.0f s. Where a row names a number of records, it"
                        + " bounds both. Peak memory is resident memory (VmHWM). Foreign is CPU of others on the machine,"
                        + " worst run; a run with more than 0.2 cores of it is repeated %d times at most, and marked (!) if"
                        + " that did not help.",
                options.rounds(),
                BenchOptions.BYTES,
                options.warmUpSeconds(),
                options.seconds(),
                options.repetitions()));
    }

    /** The stub must not be compiled at the expense of the first contender. */
    private static void warmUp(Rig rig) {
        rig.stub().reset(RawRow.FEW_TARGETS, 0, Duration.ZERO);
        try (Running running =
                RawRow.bareNetty(rig.stub().port(), RawRow.CONNECTIONS).start().get()) {
            rig.measure(running, Span.timed(rig.options()));
        }
    }
}
