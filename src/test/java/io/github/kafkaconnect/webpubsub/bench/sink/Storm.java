package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.measure.Proc;
import io.github.kafkaconnect.webpubsub.bench.stub.StubStats;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * What a time without success did to one run of a contender.
 *
 * @param fullPerSecond accepted requests before the storm
 * @param secondsToFullRate from the storm's end until half a second had 90 % of the full rate; NaN when it never had
 * @param refused requests during the storm, and those on their way when it ended
 * @param wasted refused requests among all of the run
 * @param lost records never accepted
 * @param repeated records accepted more than once
 * @param outOfOrder accepted after a later record of the same target
 * @param cpuPer100k CPU seconds of the contender for 100,000 accepted requests, its start and the storm included
 * @param peakMib most memory the contender had resident
 */
record Storm(
        double fullPerSecond,
        double secondsToFullRate,
        long refused,
        double wasted,
        long lost,
        long repeated,
        long outOfOrder,
        double cpuPer100k,
        double peakMib) {

    private static final double CPU_UNIT = 100_000;
    private static final double FULL = 0.9;
    private static final double FULL_OVER_SECONDS = 0.5;
    private static final double BEFORE_SECONDS = 2;
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);
    private static final Duration NO_PROGRESS_LIMIT = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int ACCEPTED = 202;

    /** Lets a contender run warm, go through the storm, recover, and finish all records. */
    static Storm over(Rig rig, Running running, int records) {
        StubStats first = rig.await(running, stats -> stats.accepted() > 0, RECOVERY_LIMIT);
        double warmUp = rig.options().warmUpSeconds();
        StubStats before = rig.await(
                running,
                stats -> Rig.seconds(first, stats) >= warmUp || stats.accepted() >= records / 4,
                RECOVERY_LIMIT);
        double full = Rig.rate(before, after(rig, running, before, rig.options().scaled(BEFORE_SECONDS)));
        blow(rig, running);
        double recovery = recovery(rig, running, full, records);
        StubStats end = finish(rig, running, records);
        long pid = running.process().pid();
        double all = end.accepted() + end.refused();
        return new Storm(
                full,
                recovery,
                end.refused(),
                end.refused() / all,
                records - end.distinct(),
                end.repeated(),
                end.outOfOrder(),
                Proc.cpuSeconds(pid) / end.accepted() * CPU_UNIT,
                Proc.peakResidentMib(pid));
    }

    /** First half 429 with Retry-After: 1, second half 503. */
    private static void blow(Rig rig, Running running) {
        double half = rig.options().stormSeconds() / 2.0;
        rig.stub().answer(TOO_MANY);
        after(rig, running, rig.stub().stats(), half);
        rig.stub().answer(UNAVAILABLE);
        after(rig, running, rig.stub().stats(), half);
        rig.stub().answer(ACCEPTED);
    }

    private static double recovery(Rig rig, Running running, double full, int records) {
        StubStats end = rig.stub().stats();
        ArrayDeque<StubStats> lately = new ArrayDeque<>();
        StubStats now = end;
        while (Rig.seconds(end, now) < RECOVERY_LIMIT.toSeconds() && now.distinct() < records) {
            running.process().requireAlive();
            Rig.pause();
            now = rig.stub().stats();
            lately.addLast(now);
            while (Rig.seconds(lately.getFirst(), now) > FULL_OVER_SECONDS) {
                StubStats oldest = lately.removeFirst();
                if (Rig.rate(oldest, now) >= FULL * full) {
                    return Rig.seconds(end, now);
                }
            }
        }
        return Double.NaN;
    }

    /** Waits for the last record; a record that does not come for half a minute is lost. */
    private static StubStats finish(Rig rig, Running running, int records) {
        StubStats moved = rig.stub().stats();
        StubStats now = moved;
        while (now.distinct() < records && Rig.seconds(moved, now) < NO_PROGRESS_LIMIT.toSeconds()) {
            running.process().requireAlive();
            Rig.pause();
            now = rig.stub().stats();
            if (now.distinct() > moved.distinct()) {
                moved = now;
            }
        }
        return now;
    }

    private static StubStats after(Rig rig, Running running, StubStats from, double seconds) {
        return rig.await(running, stats -> Rig.seconds(from, stats) >= seconds, RECOVERY_LIMIT);
    }
}
