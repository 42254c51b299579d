package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.Heap;
import io.github.kafkaconnect.webpubsub.bench.load.Load;
import io.github.kafkaconnect.webpubsub.bench.measure.Proc;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.stub.StubStats;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether anything stays behind of targets that were served once. One run, whatever the number of rounds. */
final class MemoryRow implements Row {

    private static final int RECORDS = 5_000_000;
    private static final int TARGETS = 1_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private static final int IN_FLIGHT = 128;
    private static final double CPU_UNIT = 100_000;

    /** A contender's heap after a collection, in MiB; the CPU seconds are all since its start. */
    private record Heaps(
            double start, double middle, double end, double peakResidentMib, double perSecond, double cpuPer100k) {}

    @Override
    public void run(Rig rig, Report report) {
        int records = rig.options().records(RECORDS);
        int targets = rig.options().records(TARGETS);
        report.section(
                "memory",
                String.format(
                        Locale.ROOT,
                        "%,d records to %,d targets, default options, the stub answers at once; heap in use"
                                + " after a full collection. One run.%n",
                        records,
                        targets));
        String topic = rig.kafka().topic(new Backlog(records, targets, Backlog.Hot.NONE));
        report.text("| contender | start, MiB | middle, MiB | end, MiB | peak RSS, MiB | requests/s |"
                + " CPU s per 100,000 | distinct | order |");
        report.text("|---|---|---|---|---|---|---|---|---|");
        for (Contender contender : rig.options().chosen(contenders(rig, topic, targets))) {
            rig.stub().reset(targets, records, Duration.ZERO);
            try (Running running = contender.start().get()) {
                Heaps heaps = measure(rig, running, records);
                report.raw("memory, " + contender.name(), heaps);
                report.text(line(contender.name(), heaps, rig.stub().stats()));
            }
        }
    }

    private static List<Contender> contenders(Rig rig, String topic, int targets) {
        return List.of(
                new Contender(Contender.OURS, () -> SinkOnWorker.start(rig, topic, Map.of())),
                new Contender(
                        "Parallel Consumer, Vert.x, " + IN_FLIGHT + " in flight",
                        () -> Programs.parallelConsumer(
                                Load.fromMemory(rig.stub().port(), targets, IN_FLIGHT, BenchOptions.BYTES)
                                        .from(
                                                rig.kafka().bootstrap(),
                                                topic,
                                                rig.kafka().freshName()))));
    }

    private static String line(String name, Heaps heaps, StubStats end) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %,.0f | %,.0f | %.2f | %,d | %s |",
                name,
                heaps.start(),
                heaps.middle(),
                heaps.end(),
                heaps.peakResidentMib(),
                heaps.perSecond(),
                heaps.cpuPer100k(),
                end.distinct(),
                end.outOfOrder() == 0 ? "kept" : "broken");
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
        double cpuPer100k = Proc.cpuSeconds(pid) / last.accepted() * CPU_UNIT;
        return new Heaps(start, middle, end, Proc.peakResidentMib(pid), perSecond, cpuPer100k);
    }
}
