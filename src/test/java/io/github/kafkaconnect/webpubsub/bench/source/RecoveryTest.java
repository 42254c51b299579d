package io.github.kafkaconnect.webpubsub.bench.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.bench.events.Counts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private final Recovery recovery = new Recovery(1_000);

    @Test
    void needsHalfASecondOfNineTenths() {
        assertThat(recovery.isReachedAt(at(0, 0))).isFalse();
        assertThat(recovery.isReachedAt(at(400, 400))).isFalse();
        assertThat(recovery.isReachedAt(at(500, 450))).isTrue();
    }

    @Test
    void forgetsWhatIsOlder() {
        assertThat(recovery.isReachedAt(at(0, 0))).isFalse();
        assertThat(recovery.isReachedAt(at(1_000, 100))).isFalse();
        assertThat(recovery.isReachedAt(at(1_500, 549))).isFalse();
        assertThat(recovery.isReachedAt(at(2_000, 1_000))).isTrue();
    }

    @Test
    void aPauseIsNoFullRate() {
        recovery.isReachedAt(at(0, 0));
        recovery.isReachedAt(at(10_000, 0));
        assertThat(recovery.isReachedAt(at(10_100, 200))).isFalse();
    }

    private static Counts at(long millis, long accepted) {
        return new Counts(millis * 1_000_000, accepted, accepted, Map.of(), 0, 0);
    }
}
