package io.github.kafkaconnect.webpubsub.bench.sink;

import java.util.concurrent.TimeUnit;

/**
 * What one run of a contender came to.
 *
 * @param warmUpSeconds how long it ran before it was measured
 * @param perSecond accepted requests
 * @param othersPerSecond accepted requests to all targets but the first
 * @param cpuPer100k CPU seconds of the contender's process for 100,000 accepted requests
 * @param peakMib most memory the contender had resident
 * @param stubCores processors that the stub kept busy; near 1 means that the stub is the limit
 * @param machineCores processors that were busy or taken away, whoever had them; near their number the machine is the limit
 * @param foreignCores processors kept busy by what does not belong to the benchmark, stolen time included
 * @param outOfOrder requests of a target that came in the wrong order, since the contender's start
 * @param repeated records accepted more than once
 * @param meanDelayMs between a request and its answer, at the stub
 */
record Sample(
        double warmUpSeconds,
        double perSecond,
        double othersPerSecond,
        double cpuPer100k,
        double peakMib,
        double stubCores,
        double machineCores,
        double foreignCores,
        long outOfOrder,
        long repeated,
        double meanDelayMs) {

    private static final double CPU_UNIT = 100_000;
    private static final double MICROS_PER_MS = 1_000;
    private static final double MOST_FOREIGN_CORES = 0.2;

    static Sample between(double warmUpSeconds, Moment from, Moment to, double peakMib) {
        double seconds = (to.stub().nanos() - from.stub().nanos()) / (double) TimeUnit.SECONDS.toNanos(1);
        long accepted = to.stub().accepted() - from.stub().accepted();
        double busy = to.machineBusySeconds() - from.machineBusySeconds();
        double stolen = to.machineStolenSeconds() - from.machineStolenSeconds();
        double ours = to.oursCpuSeconds() - from.oursCpuSeconds();
        return new Sample(
                warmUpSeconds,
                accepted / seconds,
                (to.stub().toOtherTargets() - from.stub().toOtherTargets()) / seconds,
                (to.cpuSeconds() - from.cpuSeconds()) / accepted * CPU_UNIT,
                peakMib,
                (to.stubCpuSeconds() - from.stubCpuSeconds()) / seconds,
                (busy + stolen) / seconds,
                Math.max(0, busy - ours + stolen) / seconds,
                to.stub().outOfOrder(),
                to.stub().repeated(),
                to.stub().meanDelayMicros() / MICROS_PER_MS);
    }

    /** Whether others took so much of the machine that the figures may be theirs. */
    boolean isDisturbed() {
        return foreignCores > MOST_FOREIGN_CORES;
    }
}
