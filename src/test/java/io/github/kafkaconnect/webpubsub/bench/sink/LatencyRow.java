package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.load.Load;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A service that takes its time. With one request at a time for each target no sink can pass targets ÷ delay; how near it
 * comes shows whether it keeps all targets busy.
 */
final class LatencyRow implements Row {

    private static final List<Case> CASES =
            List.of(new Case(400, 1), new Case(400, 10), new Case(1_000, 50), new Case(1_000, 100));
    private static final int RECORDS = 2_500_000;
    private static final double MS_PER_SECOND = 1_000;

    private record Case(int targets, int delayMs) {
        String title() {
            return "latency, " + targets + " targets, " + delayMs + " ms";
        }
    }

    @Override
    public void run(Rig rig, Report report) {
        report.section(
                "latency",
                "Ordered by key, the stub answers late. Ours has max.in.flight.requests, the Parallel Consumer has"
                        + " maxConcurrency = number of targets; all else as in the row connector. Bare Netty has its records"
                        + " from memory and a connection for each target: more than it reaches the machine does not give.");
        for (Case each : CASES) {
            Comparison comparison = compare(rig, each);
            comparison.addTo(report);
            double limit = each.targets() * MS_PER_SECOND / each.delayMs();
            double delayMs = comparison.of(Contender.OURS, Sample::meanDelayMs).median();
            report.text(String.format(
                    Locale.ROOT,
                    "%nTargets ÷ delay is %,.0f/s; with the delay that the stub really had (mean %.2f ms) %,.0f/s. Ours"
                            + " reaches %.0f %% of it.",
                    limit,
                    delayMs,
                    each.targets() * MS_PER_SECOND / delayMs,
                    comparison.of(Contender.OURS, Sample::perSecond).median()
                            / (each.targets() * MS_PER_SECOND / delayMs)
                            * 100));
        }
    }

    private static Comparison compare(Rig rig, Case each) {
        int records = rig.options().records(RECORDS);
        Backlog backlog = new Backlog(records, each.targets(), Backlog.Hot.NONE);
        String topic = rig.kafka().topic(backlog);
        List<Contender> all = new ArrayList<>(contenders(rig, topic, each.targets()));
        all.add(RawRow.bareNetty(rig.stub().port(), each.targets()));
        return Comparison.run(each.title(), all, rig.options(), contender -> {
            rig.stub().reset(each.targets(), records, Duration.ofMillis(each.delayMs()));
            try (Running running = contender.start().get()) {
                return rig.measure(running, Span.within(rig.options(), records));
            }
        });
    }

    /** Ours and the Parallel Consumer, with one request in flight for each target. */
    static List<Contender> contenders(Rig rig, String topic, int inFlight) {
        return List.of(
                new Contender(
                        Contender.OURS,
                        () -> SinkOnWorker.start(
                                rig, topic, Map.of("max.in.flight.requests", Integer.toString(inFlight)))),
                new Contender(
                        "Parallel Consumer, Vert.x",
                        () -> Programs.parallelConsumer(
                                Load.fromMemory(rig.stub().port(), inFlight, inFlight, BenchOptions.BYTES)
                                        .from(
                                                rig.kafka().bootstrap(),
                                                topic,
                                                rig.kafka().freshName()))));
    }
}
