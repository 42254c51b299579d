package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.measure.Spread;
import io.github.kafkaconnect.webpubsub.bench.sink.Backlog.Hot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Half of all records go to one target, which takes them one at a time: what is left for the others? */
final class SkewRow implements Row {

    private static final List<Integer> DELAYS_MS = List.of(1, 10);
    private static final int TARGETS = 400;
    private static final int OTHER_RECORDS = 1_000_000;
    private static final double WANTED_SHARE = 0.8;

    @Override
    public void run(Rig rig, Report report) {
        report.section(
                "skew",
                "As many records to one target as to the " + (TARGETS - 1) + " others together. Rates are those of the"
                        + " others, ratios to ours; the share is against the same records without the hot target and should be at least"
                        + " 80 %. The hot target has a partition of its own (apart), or shares one with a part of the others"
                        + " (mixed).\n");
        for (int delayMs : DELAYS_MS) {
            Map<Hot, Comparison> byShape = new LinkedHashMap<>();
            for (Hot hot : List.of(Hot.LEFT_OUT, Hot.APART, Hot.MIXED)) {
                Comparison comparison = compare(rig, hot, delayMs);
                byShape.put(hot, comparison);
                report.raw(comparison.title(), comparison.runs());
            }
            table(report, delayMs, byShape);
        }
    }

    private static Comparison compare(Rig rig, Hot hot, int delayMs) {
        int records = rig.options().records(OTHER_RECORDS);
        Backlog backlog = new Backlog(records, TARGETS, hot);
        String topic = rig.kafka().topic(backlog);
        String title = "skew, " + delayMs + " ms, hot target " + hot.name().toLowerCase(Locale.ROOT);
        List<Contender> contenders = LatencyRow.contenders(rig, topic, TARGETS);
        return Comparison.run(title, contenders, rig.options(), contender -> {
            rig.stub().reset(TARGETS, backlog.total(), Duration.ofMillis(delayMs));
            try (Running running = contender.start().get()) {
                return rig.measure(running, Span.within(rig.options(), records));
            }
        });
    }

    private static void table(Report report, int delayMs, Map<Hot, Comparison> byShape) {
        report.text("\n**skew, " + delayMs + " ms**\n");
        report.text(
                "| contender | hot target | requests/s to others, median (min–max) | ratio | share | all requests/s |"
                        + " CPU s per 100,000 | peak RSS, MiB | foreign, cores | order |");
        report.text("|---|---|---|---|---|---|---|---|---|---|");
        byShape.forEach((hot, comparison) -> comparison.runs().forEach((name, runs) -> {
            Spread others = Spread.of(runs, Sample::othersPerSecond);
            Comparison without = byShape.getOrDefault(Hot.LEFT_OUT, comparison);
            double share =
                    others.median() / without.of(name, Sample::othersPerSecond).median();
            report.text(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f | %.2f%s | %,.0f | %s | %,.0f | %.2f | %s |",
                    name,
                    hot.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    others.rounded(),
                    others.median()
                            / comparison
                                    .of(Contender.OURS, Sample::othersPerSecond)
                                    .median(),
                    share,
                    share < WANTED_SHARE ? " (!)" : "",
                    Spread.of(runs, Sample::perSecond).median(),
                    Spread.of(runs, Sample::cpuPer100k).exact(),
                    Spread.of(runs, Sample::peakMib).most(),
                    Spread.of(runs, Sample::foreignCores).most(),
                    Comparison.order(runs)));
        }));
    }
}
