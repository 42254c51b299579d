package io.github.kafkaconnect.webpubsub.common.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long MILLI = 1_000_000L;

    private final Window window = new Window(new Window.Settings(1, 8, 128));
    private long now = 1_000 * MILLI;

    @Test
    void beginsSmallAndDoublesWithEveryRoundThatUsedAllOfIt() {
        assertThat(window.size()).isEqualTo(8);
        round(10, true);
        assertThat(window.size()).isEqualTo(16);
        round(10, true);
        round(10, true);
        round(10, true);
        round(10, true);
        assertThat(window.size()).isEqualTo(128);
    }

    @Test
    void doesNotGrowWhileItIsNotTheLimit() {
        round(10, false);
        round(10, false);
        assertThat(window.size()).isEqualTo(8);
    }

    @Test
    void halvesOnceForAttemptsThatWereInFlightTogether() {
        grow();
        long started = now - 10 * MILLI;
        window.congested(started, now);
        window.congested(started + MILLI, now + MILLI);
        assertThat(window.size()).isEqualTo(64);
        window.congested(now + 2 * MILLI, now + 12 * MILLI);
        assertThat(window.size()).isEqualTo(32);
    }

    @Test
    void growsSlowlyAboveTheSizeAtWhichItHadToShrink() {
        grow();
        window.congested(now, now + MILLI);
        now += 2 * MILLI;
        round(10, true);
        assertThat(window.size()).isEqualTo(72);
    }

    @Test
    void shrinksWhenLatencyRisesFarAboveItsUsualValue() {
        grow();
        round(100, true);
        assertThat(window.size()).isEqualTo(102);
    }

    @Test
    void growsAgainWhenTheServiceStaysSlower() {
        grow();
        for (int i = 0; i < 100; i++) {
            round(100, true);
        }
        assertThat(window.size()).isEqualTo(128);
    }

    @Test
    void comesBackFromAnOutageByDoublingUpToWhereItWas() {
        grow();
        for (int i = 0; i < 10; i++) {
            window.congested(now, now + MILLI);
            now += 2 * MILLI;
        }
        assertThat(window.size()).isEqualTo(1);
        window.restart();
        assertThat(window.size()).isEqualTo(8);
        for (int i = 0; i < 4; i++) {
            round(10, true);
        }
        assertThat(window.size()).isEqualTo(128);
    }

    @Test
    void aFixedWindowStaysAsItIs() {
        Window fixed = new Window(Window.Settings.fixed(5));
        fixed.congested(now, now + MILLI);
        assertThat(fixed.size()).isEqualTo(5);
    }

    @Test
    void refusesBoundsThatLeaveNothing() {
        assertThatThrownBy(() -> new Window.Settings(0, 8, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window.Settings(9, 9, 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void staysWithinItsBoundsWhateverHappens(@ForAll long seed) {
        Random random = new Random(seed);
        int min = 1 + random.nextInt(10);
        int max = min + random.nextInt(300);
        Window any = new Window(new Window.Settings(min, 8, max));
        for (int step = 0; step < 500; step++) {
            now += random.nextInt(20) * MILLI;
            switch (random.nextInt(6)) {
                case 0 -> any.congested(now - random.nextInt(50) * MILLI, now);
                case 1 -> any.restart();
                case 2 -> any.isTheLimit();
                default -> any.answered(now - random.nextInt(500) * MILLI, now);
            }
            assertThat(any.size()).isBetween(min, max);
        }
    }

    private void grow() {
        for (int i = 0; i < 5; i++) {
            round(10, true);
        }
        assertThat(window.size()).isEqualTo(128);
    }

    private void round(long latencyMs, boolean used) {
        now += latencyMs * MILLI;
        if (used) {
            window.isTheLimit();
        }
        for (int answers = window.size(); answers > 0; answers--) {
            window.answered(now - latencyMs * MILLI, now);
        }
    }
}
