package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.load.Load;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.measure.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
        report.text(
                "| contender | full rate, requests/s | s to full rate, median (min–max) | refused, median (min–max) |"
                        + " wasted | lost | repeated | order |");
        report.text("|---|---|---|---|---|---|---|---|");
        runs.forEach((name, storms) -> report.text(line(name, storms)));
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
        Map<String, List<Storm>> runs = new LinkedHashMap<>();
        contenders.forEach(contender -> runs.put(contender.name(), new ArrayList<>()));
        for (int round = 0; round < rig.options().rounds(); round++) {
            List<Contender> order = new ArrayList<>(contenders);
            Collections.rotate(order, -round);
            for (Contender contender : order) {
                rig.stub().reset(TARGETS, records, DELAY);
                try (Running running = contender.start().get()) {
                    Storm storm = Storm.over(rig, running, records);
                    System.out.println("  storm, round " + (round + 1) + ", " + contender.name() + ": " + storm);
                    runs.getOrDefault(contender.name(), new ArrayList<>()).add(storm);
                }
            }
        }
        return runs;
    }

    private static String line(String name, List<Storm> storms) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f %% | %,d | %,d | %s |",
                name,
                Spread.of(storms, Storm::fullPerSecond).rounded(),
                Spread.of(storms, Storm::secondsToFullRate).exact(),
                Spread.of(storms, Storm::refused).rounded(),
                Spread.of(storms, Storm::wasted).median() * PERCENT,
                storms.stream().mapToLong(Storm::lost).sum(),
                storms.stream().mapToLong(Storm::repeated).sum(),
                storms.stream().allMatch(storm -> storm.outOfOrder() == 0) ? "kept" : "broken");
    }
}
