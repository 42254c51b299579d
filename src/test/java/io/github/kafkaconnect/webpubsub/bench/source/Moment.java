package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.events.Counts;
import io.github.kafkaconnect.webpubsub.bench.measure.Proc;

/**
 * All counters at one time; a measurement is the difference of two.
 *
 * @param cpuSeconds of the contender
 * @param loadCpuSeconds of this process, which is the load and little else
 * @param machineBusySeconds of all processors, stolen time not among them
 */
record Moment(
        Counts counts,
        double cpuSeconds,
        double loadCpuSeconds,
        double brokerCpuSeconds,
        double machineBusySeconds,
        double machineStolenSeconds) {

    static Moment of(Counts counts, long contender, long broker) {
        return new Moment(
                counts,
                Proc.cpuSeconds(contender),
                Proc.cpuSeconds(ProcessHandle.current().pid()),
                Proc.cpuSeconds(broker),
                Proc.machineBusySeconds(),
                Proc.machineStolenSeconds());
    }

    /** CPU seconds of everything that the benchmark runs. */
    double oursCpuSeconds() {
        return cpuSeconds + loadCpuSeconds + brokerCpuSeconds;
    }
}
