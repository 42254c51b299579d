package io.github.kafkaconnect.webpubsub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many scenarios of the source on all processors: {@code -Dsimulation.source.scenarios} of them. */
class SourceSimulationIT {
    private static final long SCENARIOS = 40_000;

    /** Fewer scenarios than this need not meet everything. */
    private static final long ENOUGH = 1_000;

    private static final long LEAST_EVENTS = 200;

    @Test
    void promisesAreKeptAndEveryFaultIsMet() {
        long count = Long.getLong("simulation.source.scenarios", SCENARIOS);
        int threads = Runtime.getRuntime().availableProcessors();
        long began = System.nanoTime();
        Map<String, String> played =
                new FreshLoader(Map.of()).play(SourcePlayed.class, Long.getLong("simulation.first", 0), count, threads);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.println(played.get("coverage"));
        System.out.println(String.format(
                Locale.ROOT,
                "%s scenarios, %s events on %d threads in %.1f s",
                played.get("scenarios"),
                played.get("events"),
                threads,
                seconds));
        assertThat(played.get("failure")).isEmpty();
        assertThat(Long.parseLong(played.get("events"))).isGreaterThanOrEqualTo(LEAST_EVENTS * count);
        if (count >= ENOUGH) {
            assertThat(played.get("missing")).as("never happened").isEmpty();
        }
    }
}
