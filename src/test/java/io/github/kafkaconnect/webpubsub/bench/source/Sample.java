package io.github.kafkaconnect.webpubsub.bench.source;

import java.util.Locale;

/**
 * What one measurement of a contender came to.
 *
 * @param perSecond events answered 2xx
 * @param cpuPer100k CPU seconds of the contender's process for 100,000 of them
 * @param peakMib most memory the contender had resident so far
 * @param loadCores processors that the load kept busy
 * @param brokerCores processors that the broker kept busy
 * @param foreignCores processors kept busy by what does not belong to the benchmark, stolen time included
 * @param latency of the events answered 2xx
 * @param refused answered otherwise
 * @param broken never answered
 * @param missed not sent at a fixed rate, because too many waited
 */
record Sample(
        double perSecond,
        double cpuPer100k,
        double peakMib,
        double loadCores,
        double brokerCores,
        double foreignCores,
        Latency latency,
        long refused,
        long broken,
        long missed) {

    private static final double CPU_UNIT = 100_000;
    private static final double MOST_FOREIGN_CORES = 0.2;

    static Sample between(Moment from, Moment to, double peakMib, Latency latency) {
        double seconds = from.counts().secondsTo(to.counts());
        long accepted = to.counts().accepted() - from.counts().accepted();
        double busy = to.machineBusySeconds() - from.machineBusySeconds();
        double stolen = to.machineStolenSeconds() - from.machineStolenSeconds();
        double ours = to.oursCpuSeconds() - from.oursCpuSeconds();
        return new Sample(
                from.counts().rateTo(to.counts()),
                (to.cpuSeconds() - from.cpuSeconds()) / accepted * CPU_UNIT,
                peakMib,
                (to.loadCpuSeconds() - from.loadCpuSeconds()) / seconds,
                (to.brokerCpuSeconds() - from.brokerCpuSeconds()) / seconds,
                Math.max(0, busy - ours + stolen) / seconds,
                latency,
                to.counts().allRefused() - from.counts().allRefused(),
                to.counts().broken() - from.counts().broken(),
                to.counts().missed() - from.counts().missed());
    }

    /** Events answered 2xx for each CPU second of the contender. */
    double perCpuSecond() {
        return CPU_UNIT / cpuPer100k;
    }

    /** Whether others took so much of the machine that the figures may be theirs. */
    boolean isDisturbed() {
        return foreignCores > MOST_FOREIGN_CORES;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,.0f/s, %.2f CPU s per 100,000, p50 %.2f p99 %.2f p99.9 %.2f ms, load %.2f broker %.2f foreign %.2f"
                        + " cores, refused %,d broken %,d not sent %,d",
                perSecond,
                cpuPer100k,
                p50(),
                p99(),
                p999(),
                loadCores,
                brokerCores,
                foreignCores,
                refused,
                broken,
                missed);
    }

    double p50() {
        return latency.p50();
    }

    double p99() {
        return latency.p99();
    }

    double p999() {
        return latency.p999();
    }
}
