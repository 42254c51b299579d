package io.github.kafkaconnect.webpubsub.sink.task;

import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P0;
import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P1;
import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.Attempt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkSessionTest {
    private static final Outcome OK = new Outcome.Delivered(202);
    private static final Outcome REFUSED = new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "no");

    private final SinkHarness harness = SinkHarness.plain();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void commitsNothingThatIsNotDelivered() {
        harness.put(record(P0, 5, "a", "1"), record(P0, 6, "b", "2"));
        List<Attempt> attempts = harness.attempts(2);
        assertThat(harness.committable()).containsEntry(P0, 5L);
        attempts.get(1).end(OK);
        assertThat(harness.committable()).containsEntry(P0, 5L);
        attempts.get(0).end(OK);
        assertThat(harness.committable()).containsEntry(P0, 7L);
    }

    /** Connect may have broken off a commit of what stays, and would commit it again with its next flush only, a minute later. */
    @Test
    void asksForACommitOfWhatStaysAfterARebalance() {
        harness.put(record(P0, 5, "a", "1"));
        harness.attempts(1).get(0).end(OK);
        assertThat(harness.committable()).containsEntry(P0, 6L);
        harness.passMillis(2_000);
        harness.session.put(List.of());
        assertThat(harness.context.commitRequests).isZero();
        harness.session.close(List.of(P1));
        harness.session.put(List.of());
        assertThat(harness.context.commitRequests).isEqualTo(1);
    }

    @Test
    void countsByOriginalCoordinatesWhenATransformRenamesTheTopic() {
        SinkRecord original = record(P0, 5, "a", "1");
        harness.put(original.newRecord(
                "renamed",
                7,
                original.keySchema(),
                original.key(),
                original.valueSchema(),
                original.value(),
                original.timestamp()));
        harness.attempts(1).get(0).end(OK);
        assertThat(harness.committable()).isEqualTo(Map.of(P0, 6L));
    }

    @Test
    void commitsWhatTransformsDroppedOnceNothingIsUnfinished() {
        harness.put(record(P0, 5, "a", "1"));
        Map<TopicPartition, Long> consumed = Map.of(P0, 20L);
        assertThat(harness.session.committable(consumed)).containsEntry(P0, 5L);
        harness.attempts(1).get(0).end(OK);
        harness.settleLoop();
        assertThat(harness.session.committable(consumed)).containsEntry(P0, 20L);
    }

    @Test
    void anOffsetHandedOverAgainIsSentOnce() {
        harness.put(record(P0, 5, "a", "1"));
        harness.put(record(P0, 5, "a", "1"));
        harness.attempts(1).get(0).end(OK);
        harness.settleLoop();
        harness.put(record(P0, 5, "a", "1"));
        harness.settleLoop();
        assertThat(harness.attempts(0)).isEmpty();
        assertThat(harness.committable()).containsEntry(P0, 6L);
    }

    @Test
    void countsWhatItHoldsAndAValueThatIsSentAsItIsOnce() {
        harness.put(record(P0, 5, "room", new byte[1_000]));
        assertThat(harness.figure("record-unfinished-bytes")).isEqualTo(512 + 4 + 1_000);
        harness.put(record(P0, 6, "room", "x".repeat(1_000)));
        assertThat(harness.figure("record-unfinished-bytes")).isEqualTo(2 * (512 + 4) + 3 * 1_000);
        harness.attempts(1).get(0).end(OK);
        harness.attempts(1).get(0).end(OK);
        harness.settleLoop();
        harness.put();
        assertThat(harness.figure("record-unfinished-bytes")).isZero();
    }

    @Test
    void asksConnectToCommitOnceTheIntervalHasPassedAndThePrefixMoved() {
        harness.put(record(P0, 5, "a", "1"));
        harness.attempts(1).get(0).end(OK);
        harness.committable();
        harness.put(record(P0, 6, "a", "1"));
        harness.attempts(1).get(0).end(OK);
        harness.settleLoop();
        harness.put();
        assertThat(harness.context.commitRequests).isZero();
        assertThat(harness.context.timeoutMs).isBetween(1L, 1_000L);
        harness.passMillis(1_001);
        harness.put();
        assertThat(harness.context.commitRequests).isEqualTo(1);
        harness.committable();
        harness.passMillis(1_001);
        harness.put();
        assertThat(harness.context.commitRequests).isEqualTo(1);
    }

    @Test
    void pausesEverythingWhenTheTaskIsFullAndResumesTheOthersFirst() {
        try (SinkHarness small = new SinkHarness(null, false, new PartitionGate.Limits(4, 1_000_000, 1_000, 5_000))) {
            small.put(
                    record(P0, 1, "a", "1"), record(P0, 2, "b", "2"), record(P0, 3, "c", "3"), record(P0, 4, "d", "4"));
            assertThat(small.context.paused).containsExactlyInAnyOrder(P0, P1);
            assertThat(small.context.timeoutMs).isBetween(1L, 10L);
            List<Attempt> attempts = small.attempts(4);
            attempts.get(0).end(OK);
            small.settleLoop();
            small.put();
            assertThat(small.context.paused).containsExactly(P0);
            attempts.subList(1, 4).forEach(attempt -> attempt.end(OK));
            small.settleLoop();
            small.put();
            assertThat(small.context.paused).isEmpty();
        }
    }

    @Test
    void aHeldRecordPausesItsOwnPartitionOnlyAtTheSpanLimit() {
        try (SinkHarness small = new SinkHarness(null, false, new PartitionGate.Limits(100, 1_000_000, 3, 5_000))) {
            small.put(record(P0, 1, "held", "1"), record(P0, 2, "b", "2"), record(P0, 3, "c", "3"));
            List<Attempt> attempts = small.attempts(3);
            attempts.get(1).end(OK);
            attempts.get(2).end(OK);
            small.settleLoop();
            small.put(record(P1, 1, "d", "4"));
            assertThat(small.context.paused).containsExactly(P0);
            attempts.get(0).end(OK);
            small.settleLoop();
            small.put();
            assertThat(small.context.paused).isEmpty();
        }
    }

    @Test
    void aNewAssignmentOpensItsGateExplicitly() {
        harness.context.paused.add(P0);
        harness.session.open(List.of(P0));
        assertThat(harness.context.paused).isEmpty();
    }

    @Test
    void aNewAssignmentStaysShutWhileTheTaskIsFull() {
        try (SinkHarness small = new SinkHarness(null, false, new PartitionGate.Limits(2, 1_000_000, 1_000, 5_000))) {
            small.session.close(List.of(P1));
            small.put(record(P0, 1, "a", "1"), record(P0, 2, "b", "2"));
            small.session.open(List.of(P1));
            assertThat(small.context.paused).containsExactlyInAnyOrder(P0, P1);
            small.attempts(2).forEach(attempt -> attempt.end(OK));
            small.settleLoop();
            small.put();
            assertThat(small.context.paused).isEmpty();
        }
    }

    @Test
    void pausesItsPartitionsWhileTheServiceIsAwayAndResumesThem() {
        Outcome away = new Outcome.Retryable(ErrorCode.SEND_UNAVAILABLE, 503, Outcome.Trouble.FAILURE, 0, "away");
        try (SinkHarness patient = SinkHarness.with(Map.of("breaker.probe.interval.ms", "10"))) {
            for (int i = 0; i < 20; i++) {
                patient.put(record(P0, i, "room" + i, "x"));
            }
            patient.attempts(8).forEach(attempt -> attempt.end(away));
            patient.settleLoop();
            patient.put();
            assertThat(patient.context.paused).containsExactlyInAnyOrder(P0, P1);
            // The loop runs in real time: a busy machine may need another look, and had begun more than the first
            // eight.
            await().until(() -> {
                patient.attempts(0).forEach(attempt -> attempt.end(OK));
                patient.settleLoop();
                patient.put();
                return patient.context.paused.isEmpty();
            });
        }
    }

    @Test
    void aFatalOutcomeFailsTheTaskFromPutAndNotFromTheCommit() {
        harness.put(record(P0, 5, "room 1", "secret payload"));
        harness.attempts(1).get(0).end(new Outcome.Fatal(ErrorCode.ACCESS_FORBIDDEN, 403, "role missing"));
        assertThat(harness.committable()).containsEntry(P0, 5L);
        assertThatThrownBy(harness::put)
                .isInstanceOf(ConnectException.class)
                .hasMessage(
                        "WPS-2002 status=403 attempts=1 target=chat/group/room%201 topic=orders partition=0 offset=5:"
                                + " role missing");
    }

    @Test
    void aFatalOutcomeFailsTheTaskThoughItsPartitionWasRevokedMeanwhile() {
        harness.put(record(P0, 5, "a", "1"));
        harness.attempts(1).get(0).end(new Outcome.Fatal(ErrorCode.ACCESS_FORBIDDEN, 403, "role missing"));
        harness.committable();
        harness.session.close(List.of(P0));
        assertThatThrownBy(harness::put).isInstanceOf(ConnectException.class).hasMessageContaining("WPS-2002");
    }

    @Test
    void aFatalOutcomeFailsTheTaskThoughItIsFetchedAfterTheRevocation() {
        harness.put(record(P0, 5, "a", "1"));
        Attempt attempt = harness.attempts(1).get(0);
        attempt.end(new Outcome.Fatal(ErrorCode.ACCESS_FORBIDDEN, 403, "role missing"));
        harness.settleLoop();
        harness.session.close(List.of(P0));
        assertThatThrownBy(harness::put).isInstanceOf(ConnectException.class).hasMessageContaining("WPS-2002");
    }

    @Test
    void whatConnectDidNotAskForIsStillToBeCommitted() {
        harness.put(record(P0, 5, "a", "1"), record(P1, 9, "b", "2"));
        harness.attempts(2).forEach(attempt -> attempt.end(OK));
        harness.settleLoop();
        harness.session.committable(Map.of(P0, 6L));

        harness.passMillis(1_001);
        harness.put();
        assertThat(harness.context.commitRequests).isEqualTo(1);
    }

    @Test
    void offersNothingBeyondTheConsumersPositionAndAsksAgain() {
        harness.put(record(P0, 5, "a", "1"), record(P0, 6, "a", "2"));
        harness.attempts(1).get(0).end(OK);
        harness.attempts(1).get(0).end(OK);
        harness.seek(P0, 5);
        assertThat(harness.committable()).containsEntry(P0, 5L);

        harness.passMillis(1_001);
        harness.put(record(P0, 5, "a", "1"), record(P0, 6, "a", "2"));
        assertThat(harness.context.commitRequests).isEqualTo(1);
        assertThat(harness.committable()).containsEntry(P0, 7L);
    }

    @Test
    void resultsOfARevokedPartitionChangeNothing() {
        harness.put(record(P0, 5, "a", "1"), record(P1, 9, "b", "2"));
        List<Attempt> attempts = harness.attempts(2);
        harness.session.close(List.of(P0));
        harness.session.open(List.of(P0));
        harness.seek(P0, 5);
        attempts.get(0).end(OK);
        attempts.get(1).end(OK);
        assertThat(harness.committable()).isEqualTo(Map.of(P0, 5L, P1, 10L));
    }

    @Test
    void aRevokedPartitionWaitsForWhatIsInFlight() {
        try (SinkHarness patient = SinkHarness.with(Map.of("close.timeout.ms", "30000"))) {
            patient.put(record(P0, 5, "a", "1"), record(P0, 6, "a", "queued"), record(P1, 9, "b", "2"));
            List<Attempt> attempts = patient.attempts(2);
            Attempt revoked = ofPartition(P0, attempts);
            Thread task = Thread.currentThread();
            AtomicBoolean waited = new AtomicBoolean();
            Thread service = new Thread(() -> {
                await().until(() -> task.getState() == Thread.State.TIMED_WAITING);
                waited.set(true);
                revoked.end(OK);
            });
            long started = System.nanoTime();
            service.start();
            patient.session.close(List.of(P0));
            assertThat(waited).as("closed only after the answer").isTrue();
            assertThat(System.nanoTime() - started)
                    .as("neither until the time-out nor for the other partition")
                    .isLessThan(TimeUnit.SECONDS.toNanos(20));
            ofPartition(P1, attempts).end(OK);
            patient.settleLoop();
            assertThat(patient.attempts(0)).as("what was queued behind").isEmpty();
            assertThat(patient.committable()).isEqualTo(Map.of(P1, 10L));
        }
    }

    @Test
    void aRevokedPartitionWaitsNoLongerThanItsTimeout() {
        harness.put(record(P0, 5, "a", "1"));
        Attempt late = harness.attempts(1).get(0);
        long started = System.nanoTime();
        harness.session.close(List.of(P0));
        assertThat(System.nanoTime() - started)
                .isBetween(TimeUnit.MILLISECONDS.toNanos(200), TimeUnit.SECONDS.toNanos(20));
        late.end(REFUSED);
        harness.settleLoop();
        harness.put();
        harness.session.open(List.of(P0));
        harness.seek(P0, 5);
        assertThat(harness.committable()).as("a result that came later").isEqualTo(Map.of(P0, 5L));
    }

    private static Attempt ofPartition(TopicPartition partition, List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt ->
                        attempt.delivery().work().partition().partition().equals(partition))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void queuedRecordsOfARevokedPartitionAreNeverSent() {
        harness.put(record(P0, 5, "a", "1"), record(P0, 6, "a", "2"));
        Attempt first = harness.attempts(1).get(0);
        harness.session.close(List.of(P0));
        first.end(OK);
        harness.settleLoop();
        assertThat(harness.attempts(0)).isEmpty();
    }

    @Test
    void aTopicMadeAnewIsNotMistakenForARewind() {
        harness.put(record(P0, 500, "a", "old"));
        harness.attempts(1).get(0).end(OK);
        harness.committable();
        harness.put(record(P0, 0, "a", "new"));
        assertThat(harness.attempts(1).get(0).body()).isEqualTo("new");
    }
}
