package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.measure.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Events a second when every client sends its next as soon as the latest is answered. */
final class SaturationRow implements Row {

    private static final int LARGE_BYTES = 10_000;
    private static final List<Contender> ALL = List.of(
            Contenders.OURS,
            Contenders.OURS_RECOMMENDED,
            Contenders.OURS_PIPELINED,
            Contenders.PLAIN,
            Contenders.BARE,
            Contenders.EXPRESS);

    @Override
    public void run(Rig rig, Report report) {
        report.section(
                "saturation",
                String.format(
                        Locale.ROOT,
                        "Closed loop: %d clients, each sends its next event when the latest is answered. All but Netty"
                                + " alone answer after Kafka's acknowledgement with acks=all. Missing: answered 2xx and not"
                                + " in the topic.",
                        rig.options().clients()));
        for (int bytes : List.of(BenchOptions.BYTES, LARGE_BYTES)) {
            String title = String.format(Locale.ROOT, "saturation, %,d bytes", bytes);
            Map<String, List<Run>> runs = rig.rounds(title, ALL, contender -> undisturbed(rig, contender, bytes));
            report.raw(title, runs);
            table(report, title, runs);
            verdict(report, runs);
        }
    }

    /** A run during which others kept the machine busy is done again; the one with the least of that counts. */
    private static Run undisturbed(Rig rig, Contender contender, int bytes) {
        Run best = measured(rig, contender, bytes);
        for (int again = 0; again < rig.options().repetitions() && best.isDisturbed(); again++) {
            Run next = measured(rig, contender, bytes);
            best = next.sample().foreignCores() < best.sample().foreignCores() ? next : best;
        }
        return best;
    }

    private static Run measured(Rig rig, Contender contender, int bytes) {
        try (Trial trial = Trial.start(rig, contender, bytes, false)) {
            double warmUpSeconds = trial.warmUp();
            Sample sample = trial.saturated(rig.options().seconds());
            return new Run(warmUpSeconds, sample, trial.proof());
        }
    }

    private static void table(Report report, String title, Map<String, List<Run>> runs) {
        report.text("\n**" + title + "**\n");
        report.text("| contender | events/s, median (min–max) | ratio | events per CPU s | ratio | CPU s per 100,000 |"
                + " p50, ms | p99, ms | peak RSS, MiB | load, cores | broker, cores | foreign, cores | refused |"
                + " missing |");
        report.text("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        List<Run> ours = runs.values().iterator().next();
        runs.forEach((name, all) -> report.text(String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %,.0f | %.2f | %s | %.2f | %.2f | %,.0f | %.2f | %.2f | %.2f%s | %,d | %,d |",
                name,
                of(all, Sample::perSecond).rounded(),
                ratio(all, ours, Sample::perSecond),
                of(all, Sample::perCpuSecond).median(),
                ratio(all, ours, Sample::perCpuSecond),
                of(all, Sample::cpuPer100k).exact(),
                of(all, Sample::p50).median(),
                of(all, Sample::p99).median(),
                of(all, Sample::peakMib).most(),
                of(all, Sample::loadCores).median(),
                of(all, Sample::brokerCores).median(),
                of(all, Sample::foreignCores).most(),
                all.stream().anyMatch(Run::isDisturbed) ? " (!)" : "",
                all.stream().mapToLong(run -> run.sample().refused()).sum(),
                all.stream().mapToLong(run -> run.proof().missing()).sum())));
    }

    /** What the better of ours comes to beside the others, for each CPU second. */
    private static void verdict(Report report, Map<String, List<Run>> runs) {
        double ours = Math.max(perCpuSecond(runs, Contenders.OURS), perCpuSecond(runs, Contenders.OURS_RECOMMENDED));
        report.text(String.format(
                Locale.ROOT,
                "%nPer CPU second, the better of ours does %.2f of what Netty with a producer does and %.2f times what"
                        + " Express with kafkajs does.",
                ours / perCpuSecond(runs, Contenders.PLAIN),
                ours / perCpuSecond(runs, Contenders.EXPRESS)));
    }

    /** Not a number where the contender did not run. */
    private static double perCpuSecond(Map<String, List<Run>> runs, Contender contender) {
        List<Run> all = runs.getOrDefault(contender.name(), List.of());
        return all.isEmpty()
                ? (contender.equals(Contenders.OURS_RECOMMENDED) ? 0 : Double.NaN)
                : of(all, Sample::perCpuSecond).median();
    }

    private static double ratio(List<Run> runs, List<Run> ours, ToDoubleFunction<Sample> figure) {
        return of(runs, figure).median() / of(ours, figure).median();
    }

    private static Spread of(List<Run> runs, ToDoubleFunction<Sample> figure) {
        return Spread.of(runs, run -> figure.applyAsDouble(run.sample()));
    }
}
