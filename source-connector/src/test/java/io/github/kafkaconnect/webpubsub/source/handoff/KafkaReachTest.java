package io.github.kafkaconnect.webpubsub.source.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaReachTest {
    private static final long LIMIT = 5_000;

    private final KafkaReach reach = new KafkaReach(LIMIT);

    @Test
    void quietIsNotOutOfReach() {
        assertThat(reach.isLost(1_000_000)).isFalse();
        reach.handed(0, 1_000_000);
        assertThat(reach.isLost(2_000_000)).isFalse();
    }

    @Test
    void silenceCountsFromTheFirstRecordOn() {
        reach.handed(2, 1_000_000);
        assertThat(reach.isLost(1_000_000 + LIMIT)).isFalse();
        assertThat(reach.isLost(1_000_001 + LIMIT)).isTrue();
    }

    @Test
    void furtherRecordsDoNotHideTheSilence() {
        reach.handed(1, 0);
        reach.handed(1, LIMIT);
        assertThat(reach.isLost(LIMIT + 1)).isTrue();
    }

    @Test
    void anyWrittenRecordIsASignOfLife() {
        reach.handed(3, 0);
        reach.written(LIMIT);
        assertThat(reach.isLost(LIMIT + 1)).isFalse();
        assertThat(reach.isLost(2 * LIMIT + 1)).isTrue();
        reach.written(3 * LIMIT);
        assertThat(reach.isLost(3 * LIMIT)).isFalse();
    }

    @Test
    void aDroppedRecordIsNoSignOfLifeButIsNotMissedEither() {
        reach.handed(2, 0);
        reach.dropped();
        assertThat(reach.isLost(LIMIT + 1)).isTrue();
        reach.dropped();
        assertThat(reach.isLost(LIMIT + 1)).isFalse();
    }

    @Test
    void timesMayBeNegativeAndOverflow() {
        long start = Long.MAX_VALUE - 1;
        reach.handed(1, start);
        assertThat(reach.isLost(start + LIMIT)).isFalse();
        assertThat(reach.isLost(start + LIMIT + 1)).isTrue();
    }
}
