package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.load.Load;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.measure.Rounds;
import io.github.kafkaconnect.webpubsub.bench.measure.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The service refuses everything for a while in the middle of a flow. */
final class StormRow implements Row {

    private static final int RECORDS = 400_000;
    private static final int TARGETS = 400;
    private static final int IN_FLIGHT = 128;
    private static final Duration DELAY = Duration.ofMillis(10);
    private static final double PERCENT = 100;

    @Override
    public void run(Rig rig, Report report) {
        int records = rig.options().records(RECORDS);
        report.section(
                "storm",
                String.format(
                        Locale.ROOT,
                        "%,d records with %d keys, answers after %d ms. In the middle %d s without success: first 429 with"
                                + " Retry-After: 1, then 503. Ours has default options, the Parallel Consumer %d in flight."
                                + " Full rate: half a second with 90 %% of the rate before.%n",
                        records,
                        TARGETS,
                        DELAY.toMillis(),
                        rig.options().stormSeconds(),
                        IN_FLIGHT));
        Map<String, List<Storm>> runs = storms(rig, records);
        report.raw("storm", runs);
        report.text("| contender | full rate, requests/s | ratio | s to full rate, median (min–max) |"
                + " refused, median (min–max) | wasted | lost | repeated | CPU s per 100,000 |"
                + " peak RSS, MiB | order |");
        report.text("|---|---|---|---|---|---|---|---|---|---|---|");
        double ours = Spread.of(runs.getOrDefault(Contender.OURS, List.of()), Storm::fullPerSecond)
                .median();
        runs.forEach((name, storms) -> report.text(line(name, storms, ours)));
        report.text(String.format(
                Locale.ROOT,
                "%nA window of %d and a probe a second may be refused: %d.",
                IN_FLIGHT,
                IN_FLIGHT + rig.options().stormSeconds()));
    }

    private static Map<String, List<Storm>> storms(Rig rig, int records) {
        String topic = rig.kafka().topic(new Backlog(records, TARGETS, Backlog.Hot.NONE));
        List<Contender> contenders = List.of(
                new Contender(Contender.OURS, () -> SinkOnWorker.start(rig, topic, Map.of())),
                new Contender(
                        "Parallel Consumer, Vert.x",
                        () -> Programs.parallelConsumer(
                                Load.fromMemory(rig.stub().port(), TARGETS, IN_FLIGHT, BenchOptions.BYTES)
                                        .from(
                                                rig.kafka().bootstrap(),
                                                topic,
                                                rig.kafka().freshName()))));
        BenchOptions options = rig.options();
        return Rounds.run(options.chosen(contenders), Contender::name, options.rounds(), (round, contender) -> {
            rig.stub().reset(TARGETS, records, DELAY);
            try (Running running = contender.start().get()) {
                Storm storm = Storm.over(rig, running, records);
                System.out.println("  storm, round " + round + ", " + contender.name() + ": " + storm);
                return storm;
            }
        });
    }

    private static String line(String name, List<Storm> storms, double ours) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %s | %s | %.1f %% | %,d | %,d | %s | %,.0f | %s |",
                name,
                Spread.of(storms, Storm::fullPerSecond).rounded(),
                Spread.of(storms, Storm::fullPerSecond).median() / ours,
                Spread.of(storms, Storm::secondsToFullRate).exact(),
                Spread.of(storms, Storm::refused).rounded(),
                Spread.of(storms, Storm::wasted).median() * PERCENT,
                storms.stream().mapToLong(Storm::lost).sum(),
                storms.stream().mapToLong(Storm::repeated).sum(),
                Spread.of(storms, Storm::cpuPer100k).exact(),
                Spread.of(storms, Storm::peakMib).most(),
                storms.stream().allMatch(storm -> storm.outOfOrder() == 0) ? "kept" : "broken");
    }
}
