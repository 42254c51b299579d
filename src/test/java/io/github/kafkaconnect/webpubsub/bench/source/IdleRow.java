package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.measure.Proc;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.measure.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What thousands of connections that say nothing cost those that do. */
final class IdleRow implements Row {

    private static final int CONNECTIONS = 10_000;

    /** Files, jars, the load's own connections and Kafka's. */
    private static final int OTHER_FILES = 2_000;

    private static final double OPEN_SECONDS = 120;
    private static final String TITLE = "idle";

    @Override
    public void run(Rig rig, Report report) {
        int wanted = rig.options().scaled(CONNECTIONS);
        long most = Math.max(1, Proc.mostOpenFiles() - OTHER_FILES);
        int connections = (int) Math.min(wanted, most);
        int limit = connections + 2 * rig.options().clients();
        report.section(
                TITLE,
                String.format(
                        Locale.ROOT,
                        "Closed loop of %d clients with %d bytes, without and with %,d idle keep-alive connections, each of"
                                + " which had one event answered. Ours has upstream.connections.max=%d. A process may have"
                                + " %,d files open here%s.%n",
                        rig.options().clients(),
                        BenchOptions.BYTES,
                        connections,
                        limit,
                        Proc.mostOpenFiles(),
                        connections < wanted
                                ? String.format(Locale.ROOT, ", too few for %,d connections", wanted)
                                : ""));
        Map<String, String> options = Map.of("upstream.connections.max", Integer.toString(limit));
        List<Contender> all = List.of(
                Contenders.ours(Contender.OURS, options), Contenders.PLAIN, Contenders.BARE, Contenders.EXPRESS);
        Map<String, List<IdleRun>> runs = rig.rounds(TITLE, all, contender -> measured(rig, contender, connections));
        report.raw(TITLE, runs);
        table(report, runs);
    }

    private static IdleRun measured(Rig rig, Contender contender, int connections) {
        try (Trial trial = Trial.start(rig, contender, BenchOptions.BYTES, false)) {
            trial.warmUp();
            Sample without = trial.saturated(rig.options().seconds());
            double mibBefore = Proc.residentMib(trial.pid());
            trial.load().openIdle(connections, OPEN_SECONDS);
            int opened = trial.load().idleOpen();
            Sample with = trial.saturated(rig.options().seconds());
            int stillOpen = trial.load().idleOpen();
            double mibAfter = Proc.residentMib(trial.pid());
            return new IdleRun(without, with, opened, stillOpen, mibBefore, mibAfter, trial.proof());
        }
    }

    private static void table(Report report, Map<String, List<IdleRun>> runs) {
        report.text("| contender | events/s without, median (min–max) | events/s with, median (min–max) | share |"
                + " p99 without, ms | p99 with, ms | opened | still open | RSS before, MiB | RSS after, MiB |"
                + " broken | missing |");
        report.text("|---|---|---|---|---|---|---|---|---|---|---|---|");
        runs.forEach((name, all) -> report.text(String.format(
                Locale.ROOT,
                "| %s%s | %s | %s | %.2f | %.2f | %.2f | %,.0f | %,.0f | %,.0f | %,.0f | %,d | %,d |",
                name,
                all.stream().anyMatch(IdleRun::isDisturbed) ? " (!)" : "",
                Spread.of(all, run -> run.without().perSecond()).rounded(),
                Spread.of(all, run -> run.with().perSecond()).rounded(),
                Spread.of(all, IdleRun::share).median(),
                Spread.of(all, run -> run.without().p99()).median(),
                Spread.of(all, run -> run.with().p99()).median(),
                Spread.of(all, IdleRun::opened).least(),
                Spread.of(all, IdleRun::stillOpen).least(),
                Spread.of(all, IdleRun::mibBefore).median(),
                Spread.of(all, IdleRun::mibAfter).median(),
                all.stream().mapToLong(run -> run.with().broken()).sum(),
                all.stream().mapToLong(run -> run.proof().missing()).sum())));
    }
}
