package io.github.kafkaconnect.webpubsub.common.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import org.junit.jupiter.api.Test;

class HoldWatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Outcome OK = new Outcome.Delivered(202);

    private final HoldWatch watch = new HoldWatch();

    @Test
    void tellsOfALongWaitOnceThoughManyAttemptsMeetIt() {
        assertThat(watch.begins(throttled(30), 0)).isTrue();
        assertThat(watch.begins(throttled(30), 1)).isFalse();
        assertThat(watch.begins(throttled(60), 2)).isFalse();
    }

    @Test
    void saysNothingOfShortWaitsNorOfFailuresWithoutOne() {
        assertThat(watch.begins(throttled(5), 0)).isFalse();
        assertThat(watch.begins(throttled(0), 1)).isFalse();
        assertThat(watch.begins(throttled(6), 2)).isTrue();
    }

    @Test
    void aServiceThatAsksAnewAfterEachWaitIsInTheSameState() {
        watch.begins(throttled(30), 0);
        assertThat(watch.begins(throttled(30), 31 * SECOND)).isFalse();
        assertThat(watch.begins(throttled(30), 62 * SECOND)).isFalse();
    }

    @Test
    void tellsAgainWhenAnAttemptGotThroughAfterTheWait() {
        watch.begins(throttled(30), 0);
        watch.begins(OK, 31 * SECOND);
        assertThat(watch.begins(throttled(30), 40 * SECOND)).isTrue();
    }

    @Test
    void anAnswerToWhatWasSentBeforeTheWaitEndsNothing() {
        watch.begins(throttled(30), 0);
        watch.begins(throttled(60), SECOND);
        watch.begins(OK, 40 * SECOND);
        assertThat(watch.begins(throttled(30), 41 * SECOND)).isFalse();
    }

    private static Outcome throttled(long seconds) {
        return new Outcome.Retryable(
                ErrorCode.SEND_THROTTLED, 429, Outcome.Trouble.THROTTLE, seconds * 1_000, "too many requests");
    }
}
