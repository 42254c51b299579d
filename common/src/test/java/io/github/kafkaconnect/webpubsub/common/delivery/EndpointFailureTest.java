package io.github.kafkaconnect.webpubsub.common.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the engine does while the endpoint fails, and how it tells that from a record that fails. */
class EndpointFailureTest {
    private static final Outcome OK = new Outcome.Delivered(202);
    private static final Outcome FAILS = failure(ErrorCode.SEND_UNAVAILABLE, 503, Trouble.FAILURE, 0);
    private static final Outcome DENIED = failure(ErrorCode.ACCESS_FORBIDDEN, 403, Trouble.ACCESS, 0);
    private static final long SECOND = 1_000_000_000L;
    private static final int THRESHOLD = 3;

    private final RecordingPort port = new RecordingPort();
    private final DeliveryEngine<Work> engine = engine(EngineSettings.NEVER_NANOS);
    private long now = SECOND;

    @Test
    void opensAfterSeveralDifferentDeliveriesFailedInARow() {
        admit(10);
        engine.step(now);
        for (int i = 0; i < THRESHOLD; i++) {
            assertThat(port.events).isEmpty();
            answer(FAILS);
        }
        assertThat(port.events).containsExactly("down 503");
    }

    @Test
    void oneDeliveryThatFailsAgainAndAgainDoesNotOpenIt() {
        admit("poison", "poison");
        for (int i = 0; i < 50; i++) {
            now += 20 * SECOND;
            engine.step(now);
            answer(FAILS);
        }
        assertThat(port.events).as("which is told once").containsExactly("fails 503");
        assertThat(engine.state().breakerOpenNanos()).isNull();
        assertThat(engine.state().failingSinceNanos()).isEqualTo(21 * SECOND);
        assertThat(port.ended)
                .as("nobody else got through, so it is not judged")
                .isEmpty();
        now += 20 * SECOND;
        engine.step(now);
        answer(OK);
        assertThat(port.events).containsExactly("fails 503", "back");
        assertThat(engine.state().failingSinceNanos()).isNull();
    }

    @Test
    void whileItIsOpenOnlyOneProbeAtATimeStarts() {
        open();
        int before = port.attempts.size();
        now += 2 * SECOND;
        engine.step(now);
        engine.step(now);
        assertThat(port.attempts).hasSize(before + 1);
        assertThat(engine.state().breakerOpenNanos()).isNotNull();
        assertThat(engine.state().failingSinceNanos()).isNull();
        answer(FAILS);
        assertThat(nextProbeNanos()).isBetween(SECOND / 4, SECOND / 4 + SECOND / 16);
        for (int i = 0; i < 5; i++) {
            now = engine.nextDueNanos().orElseThrow();
            engine.step(now);
            answer(FAILS);
        }
        assertThat(nextProbeNanos()).isBetween(SECOND, SECOND + SECOND / 4);
    }

    @Test
    void theProbeTakesALaneThatHasNotFailedYet() {
        open();
        now += 2 * SECOND;
        engine.step(now);
        assertThat(port.attempts).doesNotHaveDuplicates();
        assertThat(port.inFlight).hasSize(1);
    }

    @Test
    void aSuccessfulProbeClosesItAndLetsTheOthersGoAtOnce() {
        open();
        now += 2 * SECOND;
        engine.step(now);
        int before = port.attempts.size();
        answer(OK);
        assertThat(port.events).containsExactly("down 503", "back");
        assertThat(port.attempts.size()).isGreaterThan(before);
        finishAll();
        assertThat(port.ended).hasSize(20);
    }

    @Test
    void nothingEndsWhileTheEndpointIsAwayForADay() {
        open();
        for (long end = now + 86_400 * SECOND; now < end; ) {
            now = engine.nextDueNanos().orElseThrow();
            engine.step(now);
            while (!port.inFlight.isEmpty()) {
                answer(FAILS);
            }
        }
        assertThat(port.ended).isEmpty();
        assertThat(port.attempts.size()).as("one probe a second").isLessThan(86_400 + 20);
        now += 2 * SECOND;
        engine.step(now);
        answer(OK);
        finishAll();
        assertThat(port.ended).hasSize(20);
    }

    @Test
    void theDeliveryTimeoutEndsWhatWaitsEvenIfItWasNeverAttempted() {
        DeliveryEngine<Work> impatient = engine(60 * SECOND);
        for (int i = 0; i < 20; i++) {
            impatient.admit(new Delivery<>(new Work("lane" + i, "d" + i), now));
        }
        impatient.step(now);
        while (!port.inFlight.isEmpty()) {
            impatient.attemptEnded(port.inFlight.removeFirst(), FAILS, now);
        }
        now += 60 * SECOND;
        impatient.step(now);
        assertThat(port.ended).hasSize(20);
        assertThat(impatient.state().deliveries()).isZero();
        assertThat(impatient.nextDueNanos()).isEmpty();
    }

    @Test
    void retryAfterHoldsTheWholeEndpoint() {
        admit(2);
        engine.step(now);
        assertThat(engine.state().heldUntilNanos()).isNull();
        answer(failure(ErrorCode.SEND_THROTTLED, 429, Trouble.THROTTLE, 5_000));
        assertThat(engine.state().heldUntilNanos()).isEqualTo(now + 5 * SECOND);
        answer(OK);
        admit("later", "later");
        now += 4 * SECOND;
        engine.step(now);
        assertThat(port.attempts).containsExactly("d0", "d1");
        now += SECOND;
        engine.step(now);
        assertThat(port.attempts).containsExactly("d0", "d1", "later", "d0");
    }

    @Test
    void aRecordThatFailsWhileOthersGetThroughIsGivenUp() {
        admit("poison", "poison");
        for (int i = 0; i < 11; i++) {
            assertThat(port.ended)
                    .as("nobody else got through before its first failure")
                    .doesNotContain("poison");
            admit("good" + i, "good" + i);
            now += 20 * SECOND;
            engine.step(now);
            answerEach("poison", FAILS);
        }
        assertThat(port.ended).contains("poison").hasSize(12);
        assertThat(port.events).isEmpty();
    }

    @Test
    void aRecordIsGivenUpAfterItsTimeEvenWithFewAttempts() {
        admit("poison", "poison");
        engine.step(now);
        answer(FAILS);
        for (int i = 0; i < 4; i++) {
            admit("good" + i, "good" + i);
            now += 100 * SECOND;
            engine.step(now);
            answerEach("poison", FAILS);
        }
        assertThat(port.ended).contains("poison");
    }

    /** What waits behind a target that fails may fill all the room there is: then nobody else comes any more. */
    @Test
    void aLaneThatIsKnownToFailIsJudgedWithoutFurtherProof() {
        admit("poison", "poison");
        failAmongOthers("poison", 3);
        for (int i = 0; i < 7; i++) {
            assertThat(port.ended).doesNotContain("poison");
            failAlone();
        }
        assertThat(port.ended).contains("poison");
    }

    /** It may be the endpoint that fails now: too few others to tell. */
    @Test
    void whileOthersFailTooEachRecordOfALaneThatIsKnownToFailHasAllItsAttempts() {
        for (int i = 0; i < 4; i++) {
            admit("target", "d" + i);
        }
        failAmongOthers("d0", 1);
        now += 300 * SECOND;
        failAmongOthers("d0", 1);
        failAmongOthers("d1", 1);
        assertThat(port.ended).contains("d0", "d1");
        admit("a", "a");
        admit("b", "b");
        engine.step(now);
        port.inFlight.addLast(port.inFlight.removeFirst());
        for (int attempts = 1; attempts < 10; attempts++) {
            failAll();
            assertThat(port.ended).doesNotContain("d2");
            now += 20 * SECOND;
            engine.step(now);
        }
        failAll();
        assertThat(port.ended).contains("d2").doesNotContain("a", "b");
        assertThat(port.events).doesNotContain("down 503");
    }

    @Test
    void aClosedDoorIsNoTroubleOfALaneThatIsKnownToFail() {
        admit("poison", "poison");
        failAmongOthers("poison", 3);
        failAlone();
        now += 20 * SECOND;
        engine.step(now);
        answer(DENIED);
        assertThat(port.events).contains("down 403");
        assertThat(port.ended).doesNotContain("poison");
    }

    /** It is a first failure, as those of others are. */
    @Test
    void theFailureThatProvesALaneIsNotTakenForOneOfOthers() {
        admit("target", "d0");
        admit("target", "d1");
        admit("target", "d2");
        failAmongOthers("d0", 1);
        now += 300 * SECOND;
        failAmongOthers("d0", 1);
        assertThat(port.ended).as("after its time, with two failures").contains("d0");
        failAmongOthers("d1", 1);
        assertThat(port.ended).contains("d1");
        failAlone();
        assertThat(port.ended).as("nobody else fails").contains("d2");
    }

    /** Many lanes: while probes speak for all, one that failed at the beginning is not tried again before the end. */
    @Test
    void theTimeOfAnOutageIsNotHeldAgainstWhatFailedAtItsBeginning() {
        admit(1_000);
        engine.step(now);
        while (!port.inFlight.isEmpty()) {
            answer(FAILS);
        }
        for (int probes = 0; probes < 400; probes++) {
            now += 2 * SECOND;
            engine.step(now);
            answer(FAILS);
        }
        now += 2 * SECOND;
        engine.step(now);
        while (!port.inFlight.getFirst().work().name().equals("d0")) {
            answer(OK);
        }
        assertThat(port.ended).hasSizeGreaterThan(500);
        answer(FAILS);
        finishAll();
        assertThat(port.ended).doesNotContain("d0");
    }

    @Test
    void twoFailuresAmongOthersAreNoProofThatTheEndpointIsWell() {
        admit("unlucky", "unlucky");
        failAmongOthers("unlucky", 2);
        for (int i = 0; i < 50; i++) {
            failAlone();
        }
        assertThat(port.ended).doesNotContain("unlucky");
    }

    @Test
    void onceALaneHasFailedForALongTimeItsRecordsHaveOneAttemptEach() {
        for (int i = 0; i < 50; i++) {
            admit("target", "d" + i);
        }
        failAmongOthers("d0", 4);
        while (!port.ended.contains("d0")) {
            failAlone();
        }
        assertThat(now).isLessThan(300 * SECOND);
        int before = port.attempts.size();
        while (!port.ended.contains("d49")) {
            failAlone();
        }
        assertThat(now).isGreaterThanOrEqualTo(300 * SECOND);
        assertThat(port.attempts.size() - before).isLessThan(60);
    }

    @Test
    void aLaneThatIsAnsweredAgainStartsOver() {
        admit("target", "d0");
        failAmongOthers("d0", 3);
        now += 20 * SECOND;
        engine.step(now);
        answer(OK);
        admit("target", "d1");
        for (int i = 0; i < 50; i++) {
            failAlone();
        }
        assertThat(port.ended).contains("d0").doesNotContain("d1");
    }

    /** Fifty-fifty: ten failures in a row would be chance too often, thirty are not. */
    @Test
    void theMoreFailTheMoreFailuresItTakes() {
        admit("poison", "poison");
        int failures = 0;
        while (!port.ended.contains("poison")) {
            admit("good" + failures, "good" + failures);
            admit("bad" + failures, "bad" + failures);
            now += 20 * SECOND;
            engine.step(now);
            while (!port.inFlight.isEmpty()) {
                String name = port.inFlight.getFirst().work().name();
                boolean again = port.attempts.stream().filter(name::equals).count() > 1;
                answer(name.startsWith("good") || (again && name.startsWith("bad")) ? OK : FAILS);
            }
            failures++;
            assertThat(failures).isLessThan(60);
        }
        assertThat(failures).isGreaterThan(12);
    }

    @Test
    void aRecordThatIsGivenUpLeavesNoBackoffToTheNext() {
        admit("target", "poison");
        admit("target", "next");
        failAmongOthers("poison", 10);
        assertThat(port.ended).contains("poison");
        assertThat(port.inFlight.getFirst().work().name()).isEqualTo("next");
        answer(FAILS);
        assertThat(nextStartNanos()).isLessThanOrEqualTo(SECOND / 10);
    }

    @Test
    void theTimeOfAClosedDoorBeginsAnewWhenSomethingElseIsTheMatter() {
        admit(2);
        engine.step(now);
        answer(DENIED);
        answer(DENIED);
        for (long end = now + 360 * SECOND; now < end; ) {
            now = engine.nextDueNanos().orElseThrow();
            engine.step(now);
            answer(FAILS);
        }
        now = engine.nextDueNanos().orElseThrow();
        engine.step(now);
        answer(DENIED);
        assertThat(port.ended).as("denied for a moment only").isEmpty();
    }

    @Test
    void tellsWhenAllItHasIsFailing() {
        assertThat(engine.state().onlyFailing()).isFalse();
        admit("poison", "poison");
        engine.step(now);
        assertThat(engine.state().onlyFailing()).as("it has not failed yet").isFalse();
        answer(FAILS);
        assertThat(engine.state().onlyFailing()).isTrue();
        admit("good", "good");
        assertThat(engine.state().onlyFailing()).isFalse();
        engine.step(now);
        answer(OK);
        assertThat(engine.state().onlyFailing())
                .as("it may use what it knows of others")
                .isFalse();
        failAlone();
        assertThat(engine.state().onlyFailing()).isTrue();
    }

    private void failAmongOthers(String name, int times) {
        for (int i = 0; i < times; i++) {
            admit("good" + i, "good" + i);
            now += 20 * SECOND;
            engine.step(now);
            while (port.inFlight.stream().anyMatch(one -> !one.work().name().equals(name))) {
                Delivery<Work> first = port.inFlight.removeFirst();
                if (first.work().name().equals(name)) {
                    port.inFlight.addLast(first);
                } else {
                    engine.attemptEnded(first, OK, now);
                }
            }
            answer(FAILS);
        }
    }

    private void failAll() {
        for (int left = port.inFlight.size(); left > 0; left--) {
            answer(FAILS);
        }
    }

    private void failAlone() {
        if (port.inFlight.isEmpty()) {
            now += 20 * SECOND;
            engine.step(now);
        }
        answer(FAILS);
    }

    private long nextStartNanos() {
        return engine.nextDueNanos().orElseThrow() - now;
    }

    @Test
    void throttlingIsNeverHeldAgainstARecord() {
        admit("unlucky", "unlucky");
        for (int i = 0; i < 50; i++) {
            admit("good" + i, "good" + i);
            now += 20 * SECOND;
            engine.step(now);
            answerEach("unlucky", failure(ErrorCode.SEND_THROTTLED, 429, Trouble.THROTTLE, 0));
        }
        assertThat(port.ended).hasSize(50).doesNotContain("unlucky");
    }

    @Test
    void aClosedDoorIsWaitedAtAndThenFatal() {
        admit(2);
        engine.step(now);
        answer(DENIED);
        answer(DENIED);
        assertThat(port.events).containsExactly("down 403");
        long closedSince = now;
        while (port.ended.isEmpty()) {
            assertThat(now - closedSince).isLessThanOrEqualTo(301 * SECOND + SECOND / 2);
            now = engine.nextDueNanos().orElseThrow();
            engine.step(now);
            answer(DENIED);
        }
        assertThat(now - closedSince).isGreaterThanOrEqualTo(TimeUnit.MINUTES.toNanos(5));
        assertThat(engine.nextDueNanos()).isEmpty();
    }

    @Test
    void aDoorThatOpensInTimeCostsNothing() {
        admit(2);
        engine.step(now);
        answer(DENIED);
        answer(DENIED);
        now += 200 * SECOND;
        engine.step(now);
        finishAll();
        assertThat(port.ended).containsExactlyInAnyOrder("d0", "d1");
        assertThat(port.events).containsExactly("down 403", "back");
    }

    @Test
    void anotherCredentialIsTriedAtOnceAndBlamesNobody() {
        admit(1);
        engine.step(now);
        answer(failure(ErrorCode.CREDENTIAL_REFUSED, 401, Trouble.POSTPONED, 0));
        assertThat(port.attempts).containsExactly("d0", "d0");
        assertThat(port.events).isEmpty();
    }

    @Test
    void intakeIsHeldOnlyWhileThereIsSomethingUntriedToProbeWith() {
        open();
        assertThat(engine.state().holdsIntake()).isTrue();
        for (int probes = 0; probes < 20; probes++) {
            now += 2 * SECOND;
            engine.step(now);
            answer(FAILS);
        }
        assertThat(engine.state().holdsIntake())
                .as("all have failed: others may tell more")
                .isFalse();
    }

    private static final int WINDOW = 8;

    private static DeliveryEngine<Work> engineOf(RecordingPort port, long deliveryTimeoutNanos) {
        EngineSettings settings = EngineSettings.fixedWindow(WINDOW, new Backoff(100, 10_000))
                .withBreaker(new Breaker.Settings(THRESHOLD, SECOND, TimeUnit.MINUTES.toNanos(5)));
        EngineSettings.Retries retries = settings.retries();
        return new DeliveryEngine<>(
                settings.withRetries(new EngineSettings.Retries(
                        retries.backoff(), retries.maxFailures(), retries.recordTimeoutNanos(), deliveryTimeoutNanos)),
                FoldRule.never(),
                new Random(1),
                port);
    }

    private DeliveryEngine<Work> engine(long deliveryTimeoutNanos) {
        return engineOf(port, deliveryTimeoutNanos);
    }

    private long nextProbeNanos() {
        return engine.nextDueNanos().orElseThrow() - now;
    }

    private void open() {
        admit(20);
        engine.step(now);
        while (!port.inFlight.isEmpty()) {
            answer(FAILS);
        }
        assertThat(port.events).containsExactly("down 503");
    }

    private void admit(int lanes) {
        for (int i = 0; i < lanes; i++) {
            admit("lane" + i, "d" + i);
        }
    }

    private void admit(String lane, String name) {
        engine.admit(new Delivery<>(new Work(lane, name), now));
    }

    private void answer(Outcome outcome) {
        engine.attemptEnded(port.inFlight.removeFirst(), outcome, now);
        engine.step(now);
    }

    private void answerEach(String failing, Outcome failure) {
        while (!port.inFlight.isEmpty()) {
            answer(port.inFlight.getFirst().work().name().equals(failing) ? failure : OK);
        }
    }

    private void finishAll() {
        while (!port.inFlight.isEmpty()) {
            answer(OK);
        }
    }

    private static Outcome failure(ErrorCode code, int status, Trouble trouble, long retryAfterMs) {
        return new Outcome.Retryable(code, status, trouble, retryAfterMs, "");
    }
}
