package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.Heap;
import io.github.kafkaconnect.webpubsub.bench.measure.Proc;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.stub.StubStats;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Whether anything stays behind of targets that were served once. One run, whatever the number of rounds. */
final class MemoryRow implements Row {

    private static final int RECORDS = 5_000_000;
    private static final int TARGETS = 1_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** The worker's heap after a collection, in MiB. */
    private record Heaps(double start, double middle, double end, double peakResidentMib, double perSecond) {}

    @Override
    public void run(Rig rig, Report report) {
        int records = rig.options().records(RECORDS);
        int targets = rig.options().records(TARGETS);
        report.section(
                "memory",
                String.format(
                        Locale.ROOT,
                        "%,d records to %,d targets, default options, the stub answers at once; heap in use by the worker"
                                + " after a full collection. One run.%n",
                        records,
                        targets));
        String topic = rig.kafka().topic(new Backlog(records, targets, Backlog.Hot.NONE));
        rig.stub().reset(targets, records, Duration.ZERO);
        try (Running running = SinkOnWorker.start(rig, topic, Map.of())) {
            Heaps heaps = measure(rig, running, records);
            report.raw("memory", heaps);
            report.text("| start, MiB | middle, MiB | end, MiB | peak RSS, MiB | requests/s | distinct | order |");
            report.text("|---|---|---|---|---|---|---|");
            StubStats end = rig.stub().stats();
            report.text(String.format(
                    Locale.ROOT,
                    "| %.1f | %.1f | %.1f | %,.0f | %,.0f | %,d | %s |",
                    heaps.start(),
                    heaps.middle(),
                    heaps.end(),
                    heaps.peakResidentMib(),
                    heaps.perSecond(),
                    end.distinct(),
                    end.outOfOrder() == 0 ? "kept" : "broken"));
        }
    }

    private static Heaps measure(Rig rig, Running running, int records) {
        long pid = running.process().pid();
        StubStats first = rig.await(running, stats -> stats.accepted() > 0, LIMIT);
        double start = Heap.usedMib(pid);
        rig.await(running, stats -> stats.distinct() >= records / 2, LIMIT);
        double middle = Heap.usedMib(pid);
        StubStats last = rig.await(running, stats -> stats.distinct() >= records, LIMIT);
        double end = Heap.usedMib(pid);
        double perSecond = (last.accepted() - first.accepted()) / Rig.seconds(first, last);
        return new Heaps(start, middle, end, Proc.peakResidentMib(pid), perSecond);
    }
}
