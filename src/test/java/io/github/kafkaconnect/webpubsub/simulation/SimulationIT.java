package io.github.kafkaconnect.webpubsub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Many scenarios on all processors: {@code -Dsimulation.scenarios} of them, from {@code -Dsimulation.first} on. The time that they take is
 * printed and not required: it is twice as long on a machine that has a bad day.
 */
class SimulationIT {
    private static final long SCENARIOS = 100_000;

    /** Fewer scenarios than this need not meet everything. */
    private static final long ENOUGH = 1_000;

    private static final long LEAST_EVENTS = 200;

    @Test
    void promisesAreKeptAndEveryFaultIsMet() {
        long count = Long.getLong("simulation.scenarios", SCENARIOS);
        long first = Long.getLong("simulation.first", 0);
        int threads = Runtime.getRuntime().availableProcessors();
        long began = System.nanoTime();
        double cpuBefore = cpuSeconds();
        Map<String, String> played = new FreshLoader(Map.of()).play(first, count, threads);
        double cpu = cpuSeconds() - cpuBefore;
        print(played, (System.nanoTime() - began) / 1e9, threads);
        System.out.printf(Locale.ROOT, "%.1f s of processors, compiler and collector included%n", cpu);
        assertThat(played.get("failure")).isEmpty();
        assertThat(Long.parseLong(played.get("events"))).isGreaterThanOrEqualTo(LEAST_EVENTS * count);
        if (count >= ENOUGH) {
            assertThat(played.get("missing")).as("never happened").isEmpty();
        }
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static void print(Map<String, String> played, double seconds, int threads) {
        long scenarios = Long.parseLong(played.get("scenarios"));
        long events = Long.parseLong(played.get("events"));
        System.out.println(played.get("coverage"));
        System.out.println(String.format(
                Locale.ROOT,
                "%,d scenarios, %,d events on %d threads in %.1f s: %,.0f scenarios/s, %,.0f events/s, %.2f us of a thread per event",
                scenarios,
                events,
                threads,
                seconds,
                scenarios / seconds,
                events / seconds,
                seconds * threads * 1e6 / events));
    }
}
