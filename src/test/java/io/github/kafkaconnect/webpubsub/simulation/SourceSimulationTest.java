package io.github.kafkaconnect.webpubsub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A sample of scenarios for every build, or the one of {@code -Dsimulation.seed}; {@link SourceSimulationIT} plays many. */
class SourceSimulationTest {
    private static final long SCENARIOS = 100;

    @Test
    void promisesAreKept() {
        Long seed = Long.getLong("simulation.seed");
        SourceSimulation simulation = seed == null ? new SourceSimulation(0, SCENARIOS) : new SourceSimulation(seed, 1);
        SourceSimulation.Failure failure = simulation.run(1).failure();
        assertThat(failure == null ? "" : failure.text()).isEmpty();
    }
}
