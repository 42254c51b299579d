package io.github.kafkaconnect.webpubsub.common.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Property(tries = 500)
    void staysBetweenOneAndTheGrowingCeiling(
            @ForAll @LongRange(min = 1, max = 100_000) long base,
            @ForAll @LongRange(min = 0, max = 100_000) long more,
            @ForAll @IntRange(min = 1, max = 1_000_000) int attempts,
            @ForAll long seed) {
        long delay = new Backoff(base, base + more).delayMs(attempts, new Random(seed));
        assertThat(delay).isBetween(1L, base + more);
        if (attempts == 1) {
            assertThat(delay).isLessThanOrEqualTo(base);
        }
    }

    @Test
    void refusesARangeThatCannotBeDrawnFrom() {
        assertThatThrownBy(() -> new Backoff(0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(11, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
