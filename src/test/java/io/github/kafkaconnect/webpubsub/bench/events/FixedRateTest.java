package io.github.kafkaconnect.webpubsub.bench.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixedRateTest {

    @Test
    void momentsDoNotDrift() {
        assertThat(FixedRate.moment(0, 3)).isZero();
        assertThat(FixedRate.moment(1, 3)).isEqualTo(333_333_333);
        assertThat(FixedRate.moment(3, 3)).isEqualTo(1_000_000_000);
        assertThat(FixedRate.moment(3_000_000, 3)).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void everyStepIsDueOnceAtItsMoment() {
        for (int perSecond : new int[] {1, 3, 7, 1_000, 9_999, 40_001}) {
            for (long step = 0; step < 20_000; step += 137) {
                long moment = FixedRate.moment(step, perSecond);
                assertThat(FixedRate.stepsUntil(moment, perSecond)).isEqualTo(step + 1);
                if (step > 0) {
                    assertThat(FixedRate.stepsUntil(moment - 1, perSecond)).isEqualTo(step);
                }
            }
        }
    }
}
