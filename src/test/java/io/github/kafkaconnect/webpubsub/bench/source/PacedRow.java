package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.measure.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Latency at fixed rates. */
final class PacedRow implements Row {

    private static final double SETTLE_SECONDS = 3;

    private final String title;
    private final List<Contender> contenders;
    private final List<Rate> rates;

    private PacedRow(String title, List<Contender> contenders, List<Rate> rates) {
        this.title = title;
        this.contenders = contenders;
        this.rates = rates;
    }

    static PacedRow ofAll() {
        return new PacedRow(
                "paced",
                List.of(
                        Contenders.OURS,
                        Contenders.OURS_RECOMMENDED,
                        Contenders.PLAIN,
                        Contenders.BARE,
                        Contenders.EXPRESS),
                Rate.ALL);
    }

    /** What an application behind Kafka adds to the time of an answer. */
    static PacedRow ofReplies() {
        return new PacedRow(
                "request-reply",
                List.of(Contenders.OURS_RECOMMENDED, Contenders.OURS_ASKING),
                List.of(new Rate(1_000)));
    }

    @Override
    public void run(Rig rig, Report report) {
        report.section(
                title,
                String.format(
                        Locale.ROOT,
                        "Open loop: events of %d bytes at a fixed rate, over %d clients. Latency from the moment at which"
                                + " an event was to be sent to its answer, in ms, median of the rounds (min–max). A rate"
                                + " beyond 90 %% of what a contender reaches in a closed loop is left out.",
                        BenchOptions.BYTES,
                        rig.options().clients()));
        Map<String, List<PacedRun>> runs = rig.rounds(title, contenders, contender -> measured(rig, contender));
        report.raw(title, runs);
        for (Rate rate : rates) {
            table(report, rate, runs);
        }
        runs.forEach((name, all) -> missing(report, name, all));
    }

    private PacedRun measured(Rig rig, Contender contender) {
        try (Trial trial = Trial.start(rig, contender, BenchOptions.BYTES, false)) {
            double warmUpSeconds = trial.warmUp();
            Sample saturation = trial.saturated(rig.options().seconds());
            Map<String, Sample> byRate = new LinkedHashMap<>();
            for (Rate rate : rates) {
                if (rate.isWithin(saturation.perSecond())) {
                    byRate.put(
                            rate.title(),
                            trial.paced(
                                    rate.at(saturation.perSecond()),
                                    rig.options().scaled(SETTLE_SECONDS),
                                    rig.options().seconds()));
                }
            }
            return new PacedRun(warmUpSeconds, saturation, byRate, trial.proof());
        }
    }

    private void table(Report report, Rate rate, Map<String, List<PacedRun>> runs) {
        report.text("\n**" + title + ", " + rate.title() + "**\n");
        report.text("| contender | events/s | p50 | p99 | p99.9 | worst | CPU s per 100,000 | refused | not sent |"
                + " foreign, cores |");
        report.text("|---|---|---|---|---|---|---|---|---|---|");
        runs.forEach((name, all) -> {
            List<Sample> samples = all.stream()
                    .flatMap(run -> run.byRate().entrySet().stream())
                    .filter(entry -> entry.getKey().equals(rate.title()))
                    .map(Map.Entry::getValue)
                    .toList();
            report.text(samples.isEmpty() ? beyond(name, all) : line(name, samples));
        });
    }

    private static String beyond(String name, List<PacedRun> all) {
        double most = Spread.of(all, run -> run.saturation().perSecond()).median();
        return String.format(Locale.ROOT, "| %s | no more than %,.0f | – | – | – | – | – | – | – | – |", name, most);
    }

    private static String line(String name, List<Sample> samples) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %s | %s | %s | %.1f | %s | %,d | %,d | %.2f%s |",
                name,
                Spread.of(samples, Sample::perSecond).median(),
                Spread.of(samples, Sample::p50).exact(),
                Spread.of(samples, Sample::p99).exact(),
                Spread.of(samples, Sample::p999).exact(),
                Spread.of(samples, sample -> sample.latency().most()).most(),
                Spread.of(samples, Sample::cpuPer100k).exact(),
                samples.stream().mapToLong(Sample::refused).sum(),
                samples.stream().mapToLong(Sample::missed).sum(),
                Spread.of(samples, Sample::foreignCores).most(),
                samples.stream().anyMatch(Sample::isDisturbed) ? " (!)" : "");
    }

    private static void missing(Report report, String name, List<PacedRun> runs) {
        long missing = runs.stream().mapToLong(run -> run.proof().missing()).sum();
        if (missing > 0) {
            report.text(String.format(
                    Locale.ROOT, "%n(!) %s: %,d events answered 2xx are not in the topic.", name, missing));
        }
    }
}
