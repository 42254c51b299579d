package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import io.github.kafkaconnect.webpubsub.bench.measure.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The broker is away for a while in the middle of a flow. */
final class OutageRow implements Row {

    private static final List<Contender> ALL = List.of(
            Contenders.OURS,
            Contenders.OURS_RECOMMENDED,
            Contenders.OURS_PATIENT,
            Contenders.PLAIN,
            Contenders.EXPRESS);

    @Override
    public void run(Rig rig, Report report) {
        report.section(
                "outage",
                String.format(
                        Locale.ROOT,
                        "Closed loop of %d clients with %d bytes; a client that is refused rests for 100 ms. In the middle the"
                                + " broker is away for %d s: frozen (SIGSTOP), or stopped and started again. Time to full"
                                + " rate: from its return until half a second has 90 %% of the rate before. Lost: answered"
                                + " 2xx and not found when the whole topic is read.",
                        rig.options().clients(),
                        BenchOptions.BYTES,
                        rig.options().outageSeconds()));
        for (BrokerFault fault : BrokerFault.values()) {
            String title = "outage, broker " + fault.name().toLowerCase(Locale.ROOT);
            Map<String, List<Outage>> runs = rig.rounds(title, ALL, contender -> {
                try (Trial trial = Trial.start(rig, contender, BenchOptions.BYTES, true)) {
                    return Outage.over(rig, trial, fault);
                }
            });
            report.raw(title, runs);
            table(report, title, runs);
        }
    }

    private static void table(Report report, String title, Map<String, List<Outage>> runs) {
        report.text("\n**" + title + "**\n");
        report.text("| contender | full rate, events/s | s to full rate, median (min–max) | answered 2xx | refused |"
                + " unanswered | lost | records | repeated |");
        report.text("|---|---|---|---|---|---|---|---|---|");
        runs.forEach((name, all) -> report.text(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,d | %s | %,d | %,d%s | %,d | %,d |",
                name,
                Spread.of(all, Outage::fullPerSecond).rounded(),
                Spread.of(all, Outage::secondsToFullRate).exact(),
                all.stream().mapToLong(Outage::accepted).sum(),
                refused(all),
                all.stream().mapToLong(Outage::broken).sum(),
                all.stream().mapToLong(Outage::lost).sum(),
                all.stream().anyMatch(run -> run.lost() > 0) ? " (!)" : "",
                all.stream().mapToLong(Outage::inTopic).sum(),
                all.stream().mapToLong(Outage::repeated).sum())));
    }

    /** {@code 503: 1,200}, of all rounds. */
    private static String refused(List<Outage> all) {
        Map<Integer, Long> byStatus = new TreeMap<>();
        all.forEach(run -> run.refused().forEach((status, count) -> byStatus.merge(status, count, Long::sum)));
        if (byStatus.isEmpty()) {
            return "0";
        }
        return String.join(
                ", ",
                byStatus.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%d: %,d", entry.getKey(), entry.getValue()))
                        .toList());
    }
}
