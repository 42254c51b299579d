package io.github.kafkaconnect.webpubsub.source.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateWatchTest {
    private final StateWatch watch = new StateWatch(5);

    @Test
    void tellsOnceThatAStateBeginsAndOnceThatItEnds() {
        assertThat(watch.look(false, 0)).isEqualTo(StateWatch.Change.NONE);
        assertThat(watch.look(true, 1)).isEqualTo(StateWatch.Change.BEGAN);
        assertThat(watch.look(true, 20)).isEqualTo(StateWatch.Change.NONE);
        assertThat(watch.look(false, 24)).isEqualTo(StateWatch.Change.NONE);
        assertThat(watch.look(false, 25)).isEqualTo(StateWatch.Change.ENDED);
        assertThat(watch.lastedNanos()).isEqualTo(19);
        assertThat(watch.look(false, 26)).isEqualTo(StateWatch.Change.NONE);
        assertThat(watch.look(true, 27)).isEqualTo(StateWatch.Change.BEGAN);
    }

    @Test
    void aStateThatComesAndGoesIsOneTrouble() {
        assertThat(watch.look(true, 0)).isEqualTo(StateWatch.Change.BEGAN);
        for (long now = 1; now < 100; now++) {
            assertThat(watch.look(now % 4 == 0, now)).isEqualTo(StateWatch.Change.NONE);
        }
    }
}
