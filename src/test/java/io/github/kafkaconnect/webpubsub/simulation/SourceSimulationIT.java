package io.github.kafkaconnect.webpubsub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Many scenarios of the source on all processors: {@code -Dsimulation.source.scenarios} of them. */
class SourceSimulationIT {
    private static final long SCENARIOS = 20_000;

    /** Fewer scenarios than this need not meet everything. */
    private static final long ENOUGH = 1_000;

    private static final long LEAST_EVENTS = 200;

    @Test
    void promisesAreKeptAndEveryFaultIsMet() {
        long count = Long.getLong("simulation.source.scenarios", SCENARIOS);
        int threads = Runtime.getRuntime().availableProcessors();
        long began = System.nanoTime();
        SourceSimulation.Result result = new SourceSimulation(Long.getLong("simulation.first", 0), count).run(threads);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.println(result.table());
        System.out.println(String.format(
                Locale.ROOT,
                "%,d scenarios, %,d events on %d threads in %.1f s: %,.0f scenarios/s",
                result.scenarios(),
                result.events(),
                threads,
                seconds,
                result.scenarios() / seconds));
        SourceSimulation.Failure failure = result.failure();
        assertThat(failure == null ? "" : failure.text()).isEmpty();
        assertThat(result.events()).isGreaterThanOrEqualTo(LEAST_EVENTS * count);
        if (count >= ENOUGH) {
            assertThat(SourceKind.values()).as("happened").allSatisfy(kind -> assertThat(result.coverage())
                    .containsKey(kind));
        }
    }
}
