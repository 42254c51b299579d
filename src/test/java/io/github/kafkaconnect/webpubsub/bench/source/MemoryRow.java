package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.Heap;
import io.github.kafkaconnect.webpubsub.bench.events.Counts;
import io.github.kafkaconnect.webpubsub.bench.measure.Proc;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import java.time.Duration;
import java.util.Locale;

/** Whether anything stays behind of events that were answered. One run, whatever the number of rounds. */
final class MemoryRow implements Row {

    private static final int EVENTS = 1_000_000;
    private static final int FIRST_PART = 20;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** The worker's heap after a collection, in MiB. */
    private record Heaps(
            double start, double middle, double end, double peakResidentMib, double perSecond, Proof proof) {}

    @Override
    public void run(Rig rig, Report report) {
        int events = rig.options().scaled(EVENTS);
        report.section(
                "memory",
                String.format(
                        Locale.ROOT,
                        "%,d events of %d bytes in a closed loop, default options; heap in use by the worker after a full"
                                + " collection, at a twentieth, at half and at the end. One run.%n",
                        events,
                        BenchOptions.BYTES));
        try (Trial trial = Trial.start(rig, Contenders.OURS, BenchOptions.BYTES, false)) {
            Heaps heaps = measure(trial, events);
            report.raw("memory", heaps);
            report.text("| start, MiB | middle, MiB | end, MiB | peak RSS, MiB | events/s | missing |");
            report.text("|---|---|---|---|---|---|");
            report.text(String.format(
                    Locale.ROOT,
                    "| %.1f | %.1f | %.1f | %,.0f | %,.0f | %,d |",
                    heaps.start(),
                    heaps.middle(),
                    heaps.end(),
                    heaps.peakResidentMib(),
                    heaps.perSecond(),
                    heaps.proof().missing()));
        }
    }

    private static Heaps measure(Trial trial, int events) {
        trial.load().closedLoop();
        Counts first = trial.await(counts -> counts.accepted() >= events / FIRST_PART, LIMIT);
        double start = Heap.usedMib(trial.pid());
        trial.await(counts -> counts.accepted() >= events / 2, LIMIT);
        double middle = Heap.usedMib(trial.pid());
        Counts last = trial.await(counts -> counts.accepted() >= events, LIMIT);
        double end = Heap.usedMib(trial.pid());
        return new Heaps(start, middle, end, Proc.peakResidentMib(trial.pid()), first.rateTo(last), trial.proof());
    }
}
