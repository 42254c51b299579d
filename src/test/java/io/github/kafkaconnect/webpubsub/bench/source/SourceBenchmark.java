package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.measure.Machine;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Measures the source and its peers side by side, on one machine, in one run:
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=source
 * mvn -q -Pbench verify -Dbench=source -Dbench.rows=saturation,paced -Dbench.scale=0.1 -Dbench.rounds=1
 * </pre>
 *
 * <p>Every contender is a process of its own, writes to the same broker, which is another, and is started anew for each
 * run with a topic of its own. The load is this process. Ratios are to ours, of the same run and row; figures of different
 * runs are not to be compared. Options: {@link BenchOptions}.
 */
public final class SourceBenchmark {

    private SourceBenchmark() {}

    /** In the order in which they run. */
    private static Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put("saturation", new SaturationRow());
        rows.put("paced", PacedRow.ofAll());
        rows.put("request-reply", PacedRow.ofReplies());
        rows.put("idle", new IdleRow());
        rows.put("outage", new OutageRow());
        rows.put("memory", new MemoryRow());
        return rows;
    }

    public static void main(String[] args) {
        Map<String, Row> rows = rows();
        BenchOptions options = BenchOptions.fromProperties(List.copyOf(rows.keySet()));
        Report report = new Report();
        String name = "source-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now());
        Optional<String> noExpress = ExpressDoor.prepare();
        head(options, report, noExpress);
        try (Rig rig = new Rig(options, noExpress.isEmpty())) {
            warmUp(rig);
            for (String row : options.rows()) {
                Objects.requireNonNull(rows.get(row)).run(rig, report);
                report.write(name);
            }
        }
        Path file = report.write(name);
        System.out.println(report.markdown());
        System.out.println("\nEvery run: " + file);
    }

    private static void head(BenchOptions options, Report report, Optional<String> noExpress) {
        report.raw("machine", Machine.describe());
        report.raw("options", options);
        report.text("## The source and its peers\n");
        report.text(Machine.describe() + ". Load, broker and contender share the machine.");
        report.text(String.format(
                "%d rounds, order rotated; signed events of clients of one hub. Every run is a fresh process, the Java ones with"
                        + " a heap of 1 GB, and a fresh topic with %d partitions and one replica. It warms up for %.0f s, and on"
                        + " until it gets no faster by more than 5 %% within a third of that, at most four times as long; then"
                        + " it is measured for %.0f s. Ours has one task in a worker 4.3.1 with default options, except where its"
                        + " line says otherwise; the peers check no signature, and Netty with a producer writes the same record"
                        + " with linger.ms=0. Peak memory is resident memory (VmHWM). Foreign is CPU of others on the machine,"
                        + " worst run; a run at saturation with more than 0.2 cores of it is repeated %d times at most, and any"
                        + " such run is marked (!).",
                options.rounds(),
                options.partitions(),
                options.warmUpSeconds(),
                options.seconds(),
                options.repetitions()));
        noExpress.ifPresent(reason -> {
            String line = "\nweb-pubsub-express is left out: " + reason + ".";
            report.text(line);
            System.out.println(line);
        });
    }

    /** Load and broker must not be compiled at the expense of the first contender. */
    private static void warmUp(Rig rig) {
        try (Trial trial = Trial.start(rig, Contenders.PLAIN, BenchOptions.BYTES, false)) {
            trial.warmUp();
        }
    }
}
