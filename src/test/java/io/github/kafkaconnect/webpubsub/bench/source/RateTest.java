package io.github.kafkaconnect.webpubsub.bench.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {

    @Test
    void isWhatItSaysUnlessItIsHalfOfSaturation() {
        assertThat(new Rate(5_000).at(40_000)).isEqualTo(5_000);
        assertThat(new Rate(0).at(40_000)).isEqualTo(20_000);
        assertThat(new Rate(0).at(0.4)).isEqualTo(1);
    }

    @Test
    void isLeftOutNearSaturation() {
        assertThat(new Rate(5_000).isWithin(5_600)).isTrue();
        assertThat(new Rate(5_000).isWithin(5_500)).isFalse();
        assertThat(new Rate(0).isWithin(10)).isTrue();
    }
}
