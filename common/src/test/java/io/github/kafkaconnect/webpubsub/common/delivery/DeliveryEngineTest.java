package io.github.kafkaconnect.webpubsub.common.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryEngineTest {
    private static final Outcome OK = new Outcome.Delivered(202);
    private static final Outcome BUSY = new Outcome.Retryable(ErrorCode.SEND_UNAVAILABLE, 503, 0, "busy");
    private static final long SECOND = 1_000_000_000L;

    private final RecordingPort port = new RecordingPort();
    private final DeliveryEngine<String> engine = engine(4, Long.MAX_VALUE);
    private long now;

    @Test
    void attemptsOneDeliveryOfALaneAtATime() {
        Delivery<String> first = admit("a", "a1");
        admit("a", "a2");
        engine.step(now);
        assertThat(port.attempted).containsExactly("a1");
        finish(first, OK);
        assertThat(port.attempted).containsExactly("a1", "a2");
    }

    @Test
    void runsLanesSideBySideWithinTheWindow() {
        for (int lane = 0; lane < 6; lane++) {
            admit("lane" + lane, "d" + lane);
        }
        engine.step(now);
        assertThat(port.attempted).hasSize(4);
        assertThat(engine.inFlight()).isEqualTo(4);
    }

    @Test
    void aRetryKeepsItsPlaceAtTheHeadOfItsLane() {
        Delivery<String> first = admit("a", "a1");
        admit("a", "a2");
        Delivery<String> other = admit("b", "b1");
        engine.step(now);
        finish(first, BUSY);
        finish(other, OK);
        assertThat(port.attempted).containsExactly("a1", "b1");
        now += SECOND;
        engine.step(now);
        assertThat(port.attempted).containsExactly("a1", "b1", "a1");
        assertThat(first.attempts()).isEqualTo(2);
    }

    @Test
    void waitsAtLeastAsLongAsTheServiceAsked() {
        Delivery<String> first = admit("a", "a1");
        engine.step(now);
        finish(first, new Outcome.Retryable(ErrorCode.SEND_THROTTLED, 429, 3_000, "slow down"));
        assertThat(engine.nextDueNanos()).isEqualTo(3 * SECOND);
        now = 3 * SECOND - 1;
        engine.step(now);
        assertThat(port.attempted).hasSize(1);
        now = 3 * SECOND;
        engine.step(now);
        assertThat(port.attempted).hasSize(2);
    }

    @Test
    void aBusyLaneDoesNotStarveTheOthers() {
        DeliveryEngine<String> narrow = engine(1, Long.MAX_VALUE);
        List<Delivery<String>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(admitTo(narrow, "busy", "busy" + i));
        }
        all.add(admitTo(narrow, "quiet", "quiet"));
        narrow.step(now);
        narrow.attemptEnded(all.get(0), OK, now);
        narrow.step(now);
        assertThat(port.attempted).containsExactly("busy0", "quiet");
    }

    @Test
    void aRejectedDeliveryEndsAndItsLaneGoesOn() {
        Delivery<String> first = admit("a", "a1");
        admit("a", "a2");
        engine.step(now);
        finish(first, new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "no"));
        assertThat(port.ended).containsExactly("a1");
        assertThat(first.end().kind()).isEqualTo(Outcome.Kind.REJECTED);
        assertThat(port.attempted).containsExactly("a1", "a2");
    }

    @Test
    void afterAFatalOutcomeNothingStarts() {
        Delivery<String> first = admit("a", "a1");
        engine.step(now);
        admit("a", "a2");
        finish(first, new Outcome.Fatal(ErrorCode.ACCESS_FORBIDDEN, 403, "role"));
        assertThat(port.attempted).containsExactly("a1");
        assertThat(port.ended).containsExactly("a1");
    }

    @Test
    void aDeliveryThatOutlivesItsTimeoutIsRejectedWithItsLastFailure() {
        DeliveryEngine<String> impatient = engine(4, 2 * SECOND);
        Delivery<String> first = admitTo(impatient, "a", "a1");
        impatient.step(now);
        now = 2 * SECOND;
        impatient.attemptEnded(first, BUSY, now);
        assertThat(first.end()).isEqualTo(new Outcome.Rejected(ErrorCode.SEND_EXHAUSTED, 503, "WPS-3007 busy"));
    }

    @Test
    void abandoningDropsWhatIsQueuedAndIgnoresTheOutcomeOfWhatIsInFlight() {
        Delivery<String> revoked = admit("a", "p0-first");
        admit("a", "p0-second");
        Delivery<String> kept = admit("a", "p1-first");
        engine.step(now);
        engine.abandon(work -> work.startsWith("p0"));
        assertThat(engine.abandonedInFlight()).isEqualTo(1);
        finish(revoked, BUSY);
        assertThat(engine.abandonedInFlight()).isZero();
        assertThat(port.attempted).containsExactly("p0-first", "p1-first");
        finish(kept, OK);
        assertThat(port.ended).containsExactly("p1-first");
        assertThat(engine.lanes()).isZero();
    }

    @Test
    void abandoningALaneThatWaitsForARetryForgetsTheWait() {
        Delivery<String> revoked = admit("a", "p0-first");
        engine.step(now);
        finish(revoked, BUSY);
        engine.abandon(work -> true);
        assertThat(engine.nextDueNanos()).isNull();
        assertThat(engine.lanes()).isZero();
        now += SECOND;
        engine.step(now);
        assertThat(port.attempted).hasSize(1);
    }

    @Test
    void lanesThatLoseTheirHeadGoOnInTheOrderOfTheirAge() {
        // Hashes of these keys have the opposite order.
        for (String lane : List.of("d", "c", "b", "a")) {
            Delivery<String> revoked = admit(lane, "p0-" + lane);
            admit(lane, "p1-" + lane);
            engine.step(now);
            engine.attemptEnded(revoked, BUSY, now);
        }
        port.attempted.clear();
        engine.abandon(work -> work.startsWith("p0"));
        engine.step(now);
        assertThat(port.attempted).containsExactly("p1-d", "p1-c", "p1-b", "p1-a");
    }

    private DeliveryEngine<String> engine(int window, long timeoutNanos) {
        return new DeliveryEngine<>(
                new DeliveryEngine.Limits(window, timeoutNanos), new Backoff(100, 1_000), new Random(1), port);
    }

    private Delivery<String> admit(String lane, String work) {
        return admitTo(engine, lane, work);
    }

    private Delivery<String> admitTo(DeliveryEngine<String> to, String lane, String work) {
        Delivery<String> delivery = new Delivery<>(work, lane, now);
        to.admit(delivery);
        return delivery;
    }

    private void finish(Delivery<String> delivery, Outcome outcome) {
        engine.attemptEnded(delivery, outcome, now);
        engine.step(now);
    }

    private static final class RecordingPort implements DeliveryEngine.Port<String> {
        private final List<String> attempted = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();

        @Override
        public void attempt(Delivery<String> delivery) {
            attempted.add(delivery.work());
        }

        @Override
        public void ended(Delivery<String> delivery) {
            ended.add(delivery.work());
        }
    }
}
