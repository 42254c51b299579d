package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.measure.Rounds;
import io.github.kafkaconnect.webpubsub.bench.measure.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Contenders side by side, in {@link Rounds}.
 *
 * @param runs by contender, in the order of the contenders; the first is whom the others are compared with
 */
record Comparison(String title, Map<String, List<Sample>> runs) {

    /**
     * Runs all of them; {@code measure} has to start, measure and end a contender. A run during which others kept the
     * machine busy is done again; the one with the least of that counts, whatever its figures.
     */
    static Comparison run(
            String title, List<Contender> all, BenchOptions options, Function<Contender, Sample> measure) {
        return new Comparison(
                title, Rounds.run(options.chosen(all), Contender::name, options.rounds(), (round, contender) -> {
                    String run = title + ", round " + round + ", " + contender.name();
                    return undisturbed(run, contender, options.repetitions(), measure);
                }));
    }

    private static Sample undisturbed(
            String run, Contender contender, int repetitions, Function<Contender, Sample> measure) {
        Sample best = measured(run, contender, measure);
        for (int again = 0; again < repetitions && best.isDisturbed(); again++) {
            Sample next = measured(run + ", again", contender, measure);
            best = next.foreignCores() < best.foreignCores() ? next : best;
        }
        return best;
    }

    private static Sample measured(String run, Contender contender, Function<Contender, Sample> measure) {
        Sample sample = measure.apply(contender);
        System.out.printf(
                "  %s: %,.0f/s after %.0f s, %.2f CPU s per 100,000, stub %.2f cores, foreign %.2f cores%n",
                run,
                sample.perSecond(),
                sample.warmUpSeconds(),
                sample.cpuPer100k(),
                sample.stubCores(),
                sample.foreignCores());
        return sample;
    }

    /** Over the runs of a contender. */
    Spread of(String contender, ToDoubleFunction<Sample> figure) {
        return Spread.of(runs.getOrDefault(contender, List.of()), figure);
    }

    /** The usual table. Ratios are to the first contender, of this run. */
    void addTo(Report report) {
        report.raw(title, runs);
        double ours = of(runs.keySet().iterator().next(), Sample::perSecond).median();
        report.text("\n**" + title + "**\n");
        report.text("| contender | requests/s, median (min–max) | ratio | CPU s per 100,000 | peak RSS, MiB |"
                + " stub, cores | all, cores | foreign, cores | order |");
        report.text("|---|---|---|---|---|---|---|---|---|");
        runs.forEach((name, samples) -> {
            Spread rate = Spread.of(samples, Sample::perSecond);
            Spread foreign = Spread.of(samples, Sample::foreignCores);
            report.text(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %s | %,.0f | %.2f | %.2f | %.2f%s | %s |",
                    name,
                    rate.rounded(),
                    rate.median() / ours,
                    Spread.of(samples, Sample::cpuPer100k).exact(),
                    Spread.of(samples, Sample::peakMib).most(),
                    Spread.of(samples, Sample::stubCores).median(),
                    Spread.of(samples, Sample::machineCores).median(),
                    foreign.most(),
                    samples.stream().anyMatch(Sample::isDisturbed) ? " (!)" : "",
                    order(samples)));
        });
    }

    static String order(List<Sample> runs) {
        long wrong = runs.stream().mapToLong(Sample::outOfOrder).sum();
        return wrong == 0 ? "kept" : String.format(Locale.ROOT, "%,d wrong", wrong);
    }
}
