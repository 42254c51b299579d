package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.measure.Proc;
import io.github.kafkaconnect.webpubsub.bench.stub.StubStats;
import java.util.Collection;
import java.util.List;

/**
 * All counters at one time; a measurement is the difference of two.
 *
 * @param cpuSeconds of the contender
 * @param stubCpuSeconds of the stub
 * @param oursCpuSeconds of everything that the benchmark runs, contender and stub included
 */
record Moment(
        StubStats stub,
        double cpuSeconds,
        double stubCpuSeconds,
        double oursCpuSeconds,
        double machineBusySeconds,
        double machineStolenSeconds) {

    static Moment of(StubStats stub, long contender, long stubPid, Collection<Long> others) {
        double cpu = Proc.cpuSeconds(contender);
        double stubCpu = Proc.cpuSeconds(stubPid);
        double rest = others.stream().mapToDouble(Proc::cpuSeconds).sum();
        return new Moment(
                stub, cpu, stubCpu, cpu + stubCpu + rest, Proc.machineBusySeconds(), Proc.machineStolenSeconds());
    }

    /** The processes that belong to the benchmark besides contender and stub. */
    static List<Long> coordinator() {
        return List.of(ProcessHandle.current().pid());
    }
}
