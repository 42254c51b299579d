package io.github.kafkaconnect.webpubsub.common.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void spacesAttemptsEvenly() {
        RateLimit three = new RateLimit(3);
        assertThat(three.isDue(0)).isTrue();
        three.take(0);
        assertThat(three.isDue(SECOND / 3 - 1)).isFalse();
        assertThat(three.dueNanos()).isEqualTo(333_333_333L);
        assertThat(three.isDue(SECOND / 3)).isTrue();
    }

    @Test
    void doesNotSaveUpWhatWasNotUsed() {
        RateLimit three = new RateLimit(3);
        three.take(0);
        three.take(100 * SECOND);
        assertThat(three.isDue(100 * SECOND)).isFalse();
    }

    @Test
    void neverLimitsWithoutALimit() {
        RateLimit none = new RateLimit(Double.POSITIVE_INFINITY);
        for (int i = 0; i < 1_000; i++) {
            assertThat(none.isDue(7)).isTrue();
            none.take(7);
        }
    }

    @Test
    void refusesARateThatLetsNothingThrough() {
        assertThatThrownBy(() -> new RateLimit(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whenever it is asked: over ten seconds no more than the rate and the burst of a twentieth of a second. */
    @Property(tries = 100)
    void keepsTheRateHoweverIrregularlyItIsAsked(
            @ForAll @IntRange(min = 1, max = 2_000) int perSecond, @ForAll long seed) {
        RateLimit limit = new RateLimit(perSecond);
        Random random = new Random(seed);
        int taken = 0;
        for (long now = 0; now < 10 * SECOND; now += random.nextInt(20_000_000)) {
            while (limit.isDue(now)) {
                limit.take(now);
                taken++;
            }
        }
        assertThat(taken).isLessThanOrEqualTo(perSecond * 10 + perSecond / 20 + 1);
        assertThat(taken).isGreaterThanOrEqualTo((int) (perSecond * 9.9) - 1);
    }
}
