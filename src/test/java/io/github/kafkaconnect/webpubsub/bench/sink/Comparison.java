package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.measure.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Contenders side by side: in every round each runs once, one after the other, and the order moves on by one from round
 * to round, so that none always profits from its place.
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
        List<Contender> contenders = all.stream()
                .filter(contender -> contender.equals(all.get(0)) || options.runs(contender.name()))
                .toList();
        Map<String, List<Sample>> runs = new LinkedHashMap<>();
        contenders.forEach(contender -> runs.put(contender.name(), new ArrayList<>()));
        for (int round = 0; round < options.rounds(); round++) {
            List<Contender> order = new ArrayList<>(contenders);
            Collections.rotate(order, -round);
            for (Contender contender : order) {
                String run = title + ", round " + (round + 1) + ", " + contender.name();
                runs.getOrDefault(contender.name(), new ArrayList<>())
                        .add(undisturbed(run, contender, options.repetitions(), measure));
            }
        }
        return new Comparison(title, runs);
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
                + " stub, cores | foreign, cores | order |");
        report.text("|---|---|---|---|---|---|---|---|");
        runs.forEach((name, samples) -> {
            Spread rate = Spread.of(samples, Sample::perSecond);
            Spread foreign = Spread.of(samples, Sample::foreignCores);
            report.text(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %s | %,.0f | %.2f | %.2f%s | %s |",
                    name,
                    rate.rounded(),
                    rate.median() / ours,
                    Spread.of(samples, Sample::cpuPer100k).exact(),
                    Spread.of(samples, Sample::peakMib).most(),
                    Spread.of(samples, Sample::stubCores).median(),
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
