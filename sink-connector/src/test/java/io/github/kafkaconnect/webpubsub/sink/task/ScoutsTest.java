package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoutsTest {
    private static final long SECOND = 1_000_000_000L;

    private final Scouts scouts = new Scouts(5 * SECOND);

    @Test
    void goOnlyWhenTheTaskIsFullAndAllItHoldsHasFailed() {
        assertThat(areOut(false, true, 0)).isFalse();
        assertThat(areOut(true, false, 0)).isFalse();
        assertThat(areOut(true, true, 0)).isTrue();
        assertThat(areOut(true, false, 0)).as("others got through").isFalse();
    }

    @Test
    void stayOutUntilRecordsCome() {
        assertThat(areOut(true, true, 0)).isTrue();
        assertThat(areOut(true, true, SECOND)).isTrue();
        assertThat(areOut(true, true, 20 * SECOND)).isTrue();
        assertThat(arrived(1.05, 21 * SECOND)).as("and are sent again at once").isTrue();
        assertThat(arrived(1.1, 22 * SECOND)).isFalse();
    }

    @Test
    void goAgainAfterAWhile() {
        areOut(true, true, 0);
        assertThat(arrived(1.05, SECOND)).isFalse();
        assertThat(areOut(true, true, 4 * SECOND)).isFalse();
        assertThat(areOut(true, true, 5 * SECOND)).isTrue();
    }

    @Test
    void useNoMoreThanAFewPollsAndTheReserve() {
        for (int poll = 0; poll < 8; poll++) {
            assertThat(areOut(true, true, 10L * poll * SECOND)).isTrue();
            assertThat(arrived(1.2, (10L * poll + 1) * SECOND)).isFalse();
        }
        assertThat(scouts.areOut(new Scouts.Sight(true, true, 1.24, false), 90 * SECOND))
                .isTrue();
        assertThat(arrived(1.25, 91 * SECOND)).isFalse();
        assertThat(scouts.areOut(new Scouts.Sight(true, true, 1.25, false), 100 * SECOND))
                .isFalse();
        areOut(false, false, 110 * SECOND);
        assertThat(areOut(true, true, 120 * SECOND)).as("another time").isTrue();
    }

    private boolean areOut(boolean isFull, boolean onlyFailing, long nowNanos) {
        return scouts.areOut(new Scouts.Sight(isFull, onlyFailing, 1, false), nowNanos);
    }

    private boolean arrived(double fill, long nowNanos) {
        return scouts.areOut(new Scouts.Sight(true, true, fill, true), nowNanos);
    }
}
