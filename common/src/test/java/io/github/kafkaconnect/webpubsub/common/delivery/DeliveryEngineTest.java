package io.github.kafkaconnect.webpubsub.common.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryEngineTest {
    private static final Outcome OK = new Outcome.Delivered(202);
    private static final Outcome BUSY =
            new Outcome.Retryable(ErrorCode.SEND_UNAVAILABLE, 503, Trouble.FAILURE, 0, "busy");
    private static final long SECOND = 1_000_000_000L;

    private final RecordingPort port = new RecordingPort();

    private final DeliveryEngine<Work> engine = engine(4, Long.MAX_VALUE);
    private long now;

    @Test
    void attemptsOneDeliveryOfALaneAtATime() {
        Delivery<Work> first = admit("a", "a1");
        admit("a", "a2");
        engine.step(now);
        assertThat(port.attempts).containsExactly("a1");
        finish(first, OK);
        assertThat(port.attempts).containsExactly("a1", "a2");
    }

    @Test
    void runsLanesSideBySideWithinTheWindow() {
        for (int lane = 0; lane < 6; lane++) {
            admit("lane" + lane, "d" + lane);
        }
        engine.step(now);
        assertThat(port.attempts).hasSize(4);
        assertThat(engine.state().inFlight()).isEqualTo(4);
    }

    @Test
    void aRetryKeepsItsPlaceAtTheHeadOfItsLane() {
        Delivery<Work> first = admit("a", "a1");
        admit("a", "a2");
        Delivery<Work> other = admit("b", "b1");
        engine.step(now);
        finish(first, BUSY);
        finish(other, OK);
        assertThat(port.attempts).containsExactly("a1", "b1");
        now += SECOND;
        engine.step(now);
        assertThat(port.attempts).containsExactly("a1", "b1", "a1");
        assertThat(first.attempts()).isEqualTo(2);
    }

    @Test
    void waitsAtLeastAsLongAsTheServiceAsked() {
        Delivery<Work> first = admit("a", "a1");
        engine.step(now);
        finish(first, new Outcome.Retryable(ErrorCode.SEND_THROTTLED, 429, Trouble.THROTTLE, 3_000, "slow down"));
        assertThat(engine.nextDueNanos()).hasValue(3 * SECOND);
        now = 3 * SECOND - 1;
        engine.step(now);
        assertThat(port.attempts).hasSize(1);
        now = 3 * SECOND;
        engine.step(now);
        assertThat(port.attempts).hasSize(2);
    }

    @Test
    void aBusyLaneDoesNotStarveTheOthers() {
        DeliveryEngine<Work> narrow = engine(1, Long.MAX_VALUE);
        List<Delivery<Work>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(admitTo(narrow, "busy", "busy" + i));
        }
        all.add(admitTo(narrow, "quiet", "quiet"));
        narrow.step(now);
        narrow.attemptEnded(all.get(0), OK, now);
        narrow.step(now);
        assertThat(port.attempts).containsExactly("busy0", "quiet");
    }

    @Test
    void aRejectedDeliveryEndsAndItsLaneGoesOn() {
        Delivery<Work> first = admit("a", "a1");
        admit("a", "a2");
        engine.step(now);
        finish(first, new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "no"));
        assertThat(port.ended).containsExactly("a1");
        assertThat(first.end().kind()).isEqualTo(Outcome.Kind.REJECTED);
        assertThat(port.attempts).containsExactly("a1", "a2");
    }

    @Test
    void aDeliveryOfSeveralAttemptsKeepsItsLaneUntilTheLast() {
        Delivery<Work> first = admit("a", "a1");
        admit("a", "a2");
        engine.step(now);
        finish(first, new Outcome.Progressed(200, 0));
        assertThat(port.attempts).containsExactly("a1", "a1");
        finish(first, BUSY);
        now += SECOND;
        engine.step(now);
        assertThat(port.attempts).containsExactly("a1", "a1", "a1");
        assertThat(port.ended).isEmpty();
        finish(first, OK);
        assertThat(port.ended).containsExactly("a1");
        assertThat(port.attempts).containsExactly("a1", "a1", "a1", "a2");
    }

    @Test
    void theNextAttemptOfADeliveryWaitsAsLongAsItWants() {
        Delivery<Work> first = admit("a", "a1");
        engine.step(now);
        finish(first, new Outcome.Progressed(202, 3_000));
        assertThat(engine.nextDueNanos()).hasValue(3 * SECOND);
        now = 3 * SECOND - 1;
        engine.step(now);
        assertThat(port.attempts).hasSize(1);
        now = 3 * SECOND;
        engine.step(now);
        assertThat(port.attempts).hasSize(2);
    }

    @Test
    void aDeliveryOfSeveralAttemptsLetsOtherLanesTakeTheirTurn() {
        DeliveryEngine<Work> narrow = engine(1, Long.MAX_VALUE);
        Delivery<Work> first = admitTo(narrow, "a", "a1");
        admitTo(narrow, "b", "b1");
        narrow.step(now);
        narrow.attemptEnded(first, new Outcome.Progressed(200, 0), now);
        narrow.step(now);
        assertThat(port.attempts).containsExactly("a1", "b1");
    }

    @Test
    void aDeliveryOfSeveralAttemptsThatIsAbandonedInFlightIsForgotten() {
        Delivery<Work> first = admit("a", "a1");
        engine.step(now);
        engine.abandon(work -> true);
        finish(first, new Outcome.Progressed(200, 0));
        assertThat(engine.abandonedInFlight()).isZero();
        assertThat(engine.state().lanes()).isZero();
        assertThat(port.attempts).containsExactly("a1");
        assertThat(port.ended).isEmpty();
    }

    @Test
    void afterAFatalOutcomeNothingStarts() {
        Delivery<Work> first = admit("a", "a1");
        engine.step(now);
        admit("a", "a2");
        finish(first, new Outcome.Fatal(ErrorCode.ACCESS_FORBIDDEN, 403, "role"));
        assertThat(port.attempts).containsExactly("a1");
        assertThat(port.ended).containsExactly("a1");
    }

    @Test
    void aDeliveryThatOutlivesItsTimeoutIsRejectedWithItsLastFailure() {
        DeliveryEngine<Work> impatient = engine(4, 2 * SECOND);
        Delivery<Work> first = admitTo(impatient, "a", "a1");
        impatient.step(now);
        now = 2 * SECOND;
        impatient.attemptEnded(first, BUSY, now);
        impatient.step(now);
        assertThat(first.end()).isEqualTo(new Outcome.Rejected(ErrorCode.SEND_EXHAUSTED, 503, "WPS-3007 busy"));
    }

    @Test
    void abandoningDropsWhatIsQueuedAndIgnoresTheOutcomeOfWhatIsInFlight() {
        Delivery<Work> revoked = admit("a", "p0-first");
        admit("a", "p0-second");
        Delivery<Work> kept = admit("a", "p1-first");
        engine.step(now);
        engine.abandon(work -> work.name().startsWith("p0"));
        assertThat(engine.abandonedInFlight()).isEqualTo(1);
        finish(revoked, BUSY);
        assertThat(engine.abandonedInFlight()).isZero();
        now += SECOND;
        engine.step(now);
        assertThat(port.attempts).containsExactly("p0-first", "p1-first");
        finish(kept, OK);
        assertThat(port.ended).containsExactly("p1-first");
        assertThat(engine.state().lanes()).isZero();
    }

    @Test
    void abandoningALaneThatWaitsForARetryForgetsTheWait() {
        Delivery<Work> revoked = admit("a", "p0-first");
        engine.step(now);
        finish(revoked, BUSY);
        engine.abandon(work -> true);
        assertThat(engine.nextDueNanos()).isEmpty();
        assertThat(engine.state().lanes()).isZero();
        now += SECOND;
        engine.step(now);
        assertThat(port.attempts).hasSize(1);
    }

    @Test
    void aHundredThousandTargetsLeaveNothingBehind() {
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 1_000; i++) {
                admit("target " + round + "-" + i, i % 100 == 0 ? "fails once" : "succeeds");
            }
            assertThat(engine.state().lanes()).as("while they have work").isGreaterThanOrEqualTo(1_000);
            answerAll();
            now += SECOND;
            answerAll();
        }
        assertThat(port.ended).hasSize(100_000);
        assertThat(port.attempts).hasSize(101_000);
        EngineState state = engine.state();
        assertThat(state.lanes()).isZero();
        assertThat(state.waitingLanes()).isZero();
        assertThat(state.deliveries()).isZero();
        assertThat(state.inFlight()).isZero();
        assertThat(engine.nextDueNanos()).isEmpty();
    }

    /** Until nothing is in flight. */
    private void answerAll() {
        engine.step(now);
        for (Delivery<Work> one = port.inFlight.poll(); one != null; one = port.inFlight.poll()) {
            boolean fails = one.attempts() == 1 && one.work().name().equals("fails once");
            finish(one, fails ? BUSY : OK);
        }
    }

    private DeliveryEngine<Work> engine(int window, long timeoutNanos) {
        EngineSettings settings = EngineSettings.fixedWindow(window, new Backoff(100, 1_000));
        return new DeliveryEngine<>(
                settings.withRetries(
                        new EngineSettings.Retries(settings.retries().backoff(), 10, Long.MAX_VALUE, timeoutNanos)),
                FoldRule.never(),
                new Random(1),
                port);
    }

    private Delivery<Work> admit(String lane, String work) {
        return admitTo(engine, lane, work);
    }

    private Delivery<Work> admitTo(DeliveryEngine<Work> to, String lane, String work) {
        Delivery<Work> delivery = new Delivery<>(new Work(lane, work), now);
        to.admit(delivery);
        return delivery;
    }

    private void finish(Delivery<Work> delivery, Outcome outcome) {
        engine.attemptEnded(delivery, outcome, now);
        engine.step(now);
    }
}
