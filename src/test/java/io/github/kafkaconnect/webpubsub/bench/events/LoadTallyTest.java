package io.github.kafkaconnect.webpubsub.bench.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadTallyTest {

    private final LoadTally tally = new LoadTally();

    @Test
    void tellsAnswersApart() {
        for (int i = 0; i < 6; i++) {
            assertThat(tally.nextNumber()).isEqualTo(i);
        }
        tally.answered(0, 204, 5);
        tally.answered(1, 503, 6);
        tally.answered(2, 200, 7);
        tally.answered(3, 503, 8);
        tally.broke();
        Counts counts = tally.counts(9);
        assertThat(counts).isEqualTo(new Counts(9, 6, 2, Map.of(503, 2L), 1, 0));
        assertThat(counts.onTheirWay()).isEqualTo(1);
        assertThat(tally.copyOfAccepted().stream()).containsExactly(0, 2);
    }

    @Test
    void latenciesAreThoseOfAcceptedEventsAndTakenOnce() {
        tally.answered(0, 204, 1_000);
        tally.answered(1, 503, 9_000);
        assertThat(tally.latenciesSinceLastCall().getMaxValue()).isBetween(1_000L, 1_001L);
        assertThat(tally.latenciesSinceLastCall().getTotalCount()).isZero();
    }
}
