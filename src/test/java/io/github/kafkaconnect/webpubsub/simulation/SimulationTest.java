package io.github.kafkaconnect.webpubsub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A sample of scenarios for every build, or the one of {@code -Dsimulation.seed}; {@link SimulationIT} plays many. Alone, because it
 * takes all of a processor, and other tests measure time.
 */
@Isolated
class SimulationTest {
    private static final long SCENARIOS = 400;

    @Test
    void promisesAreKept() {
        Long seed = Long.getLong("simulation.seed");
        Simulation simulation = seed == null ? new Simulation(0, SCENARIOS) : new Simulation(seed, 1);
        Simulation.Result result = simulation.run(1);
        Simulation.Failure failure = result.failure();
        assertThat(failure == null ? "" : failure.text()).isEmpty();
        if (seed == null) {
            assertThat(result.events()).isGreaterThan(200 * SCENARIOS);
        }
    }
}
