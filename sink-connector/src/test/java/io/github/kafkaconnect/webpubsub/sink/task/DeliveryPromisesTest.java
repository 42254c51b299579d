package io.github.kafkaconnect.webpubsub.sink.task;

import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P0;
import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P1;
import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.Attempt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/**
 * Defects that sink connectors are known for, each as the promise that it breaks. Those of tombstones and of the source have tests in
 * the packages named regression; that a connector goes on after an error, without being made anew, takes a worker ({@code DeadLetterIT}).
 */
class DeliveryPromisesTest {
    private static final Outcome OK = new Outcome.Delivered(202);
    private static final Outcome REFUSED = new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "no");
    private static final Outcome AWAY =
            new Outcome.Retryable(ErrorCode.SEND_UNAVAILABLE, 503, Outcome.Trouble.FAILURE, 0, "away");
    private static final Outcome QUOTA =
            new Outcome.Retryable(ErrorCode.SEND_THROTTLED, 429, Outcome.Trouble.THROTTLE, 5, "quota");
    private static final PartitionGate.Limits LIMITS = new PartitionGate.Limits(100, 1_000_000, 1_000, 5_000);

    /** Defect: the newest finished offset is committed while batches run in parallel. */
    @Test
    void theNewestOffsetIsNotCommittedWhileAnOlderRecordIsUnfinished() {
        try (SinkHarness harness = SinkHarness.plain()) {
            harness.put(record(P0, 1, "a", "1"), record(P0, 2, "b", "2"), record(P0, 3, "c", "3"));
            List<Attempt> attempts = harness.attempts(3);
            attempts.get(2).end(OK);
            attempts.get(1).end(OK);
            assertThat(harness.committable()).containsEntry(P0, 1L);
        }
    }

    /** Defect: asynchronous sends without preCommit, so that Connect commits what it has handed over. */
    @Test
    void nothingIsCommittedBeforeItsAnswerThoughConnectHasHandedItOver() {
        try (SinkHarness harness = SinkHarness.plain()) {
            harness.put(record(P0, 1, "a", "1"));
            harness.attempts(1);
            assertThat(harness.session.committable(Map.of(P0, 2L))).containsEntry(P0, 1L);
        }
    }

    /** Defect: a refused record is dropped when there is no dead letter topic. */
    @Test
    void aRefusedRecordWithoutADeadLetterTopicFailsTheTask() {
        try (SinkHarness harness = SinkHarness.plain()) {
            harness.put(record(P0, 1, "a", "1"));
            harness.attempts(1).get(0).end(REFUSED);
            harness.settleLoop();
            assertThatThrownBy(harness::put)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("offset=1");
            assertThat(harness.committable()).containsEntry(P0, 1L);
        }
    }

    /** Defect: the offset is committed although the dead letter could not be sent. */
    @Test
    void aRecordWhoseDeadLetterFailsIsNotCommitted() {
        CompletableFuture<Void> lost = CompletableFuture.failedFuture(new IllegalStateException("topic gone"));
        try (SinkHarness harness = new SinkHarness((record, error) -> lost, true, LIMITS)) {
            harness.put(record(P0, 1, "a", "1"));
            harness.attempts(1).get(0).end(REFUSED);
            harness.settleLoop();
            assertThatThrownBy(harness::put).hasMessageContaining("dead letter");
            assertThat(harness.committable()).containsEntry(P0, 1L);
        }
    }

    /** Defect: aggregated records are committed when they are added to the batch. */
    @Test
    void foldedRecordsAreCommittedOnlyWithTheAnswerToTheirArray() {
        try (SinkHarness harness = SinkHarness.with(Map.of("folding.max.records", "10", "payload.format", "json"))) {
            harness.put(record(P0, 1, "room", "1"), record(P0, 2, "room", "2"));
            Attempt both = harness.attempts(1).get(0);
            assertThat(both.body()).isEqualTo("[1,2]");
            assertThat(harness.committable()).containsEntry(P0, 1L);
            both.end(OK);
            assertThat(harness.committable()).containsEntry(P0, 3L);
        }
    }

    /** Defect: put sleeps after a success. */
    @Test
    void putDoesNotSleepAfterASuccess() {
        try (SinkHarness harness = SinkHarness.plain()) {
            long inPut = 0;
            for (int i = 0; i < 20; i++) {
                inPut += nanosOf(harness, record(P0, i, "room", "x"));
                harness.attempts(1).get(0).end(OK);
                harness.settleLoop();
                // Finds the success.
                inPut += nanosOf(harness);
            }
            assertThat(harness.committable()).containsEntry(P0, 20L);
            assertThat(inPut)
                    .as("twenty successes: a sleep of 50 ms after each would take as long")
                    .isLessThan(TimeUnit.SECONDS.toNanos(1));
        }
    }

    /** Defect: put waits for the service until the consumer leaves its group. */
    @Test
    void putDoesNotWaitForAnAnswer() {
        try (SinkHarness harness = SinkHarness.plain()) {
            long inPut = 0;
            for (int i = 0; i < 20; i++) {
                inPut += nanosOf(harness, record(P0, i, "room" + i, "unanswered"));
                inPut += nanosOf(harness);
            }
            assertThat(harness.attempts(1)).as("on their way").isNotEmpty();
            assertThat(inPut)
                    .as("forty calls while nothing is answered: waits of 25 ms would take as long")
                    .isLessThan(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static long nanosOf(SinkHarness harness, SinkRecord... records) {
        long started = System.nanoTime();
        harness.put(records);
        return System.nanoTime() - started;
    }

    /** Defect: a record that was refused for good is retried like a service that is away. */
    @Test
    void aRefusedRecordIsAttemptedOnce() {
        try (SinkHarness harness =
                new SinkHarness((record, error) -> CompletableFuture.completedFuture(null), true, LIMITS)) {
            harness.put(record(P0, 1, "a", "1"), record(P0, 2, "a", "2"));
            harness.attempts(1).get(0).end(REFUSED);
            Attempt next = harness.attempts(1).get(0);
            assertThat(next.body()).isEqualTo("2");
        }
    }

    /** Defect: a transform that renames the topic breaks the commit. */
    @Test
    void offsetsCountByTheTopicThatTheRecordCameFrom() {
        try (SinkHarness harness = SinkHarness.plain()) {
            SinkRecord from = record(P0, 1, "a", "1");
            harness.put(from.newRecord(
                    "elsewhere", 9, from.keySchema(), from.key(), from.valueSchema(), from.value(), from.timestamp()));
            harness.attempts(1).get(0).end(OK);
            assertThat(harness.committable()).isEqualTo(Map.of(P0, 2L));
        }
    }

    /** Defect: a queue without a bound. */
    @Test
    void intakeStopsAtItsBound() {
        try (SinkHarness harness =
                new SinkHarness(null, false, new PartitionGate.Limits(10, 1_000_000, 1_000, 5_000))) {
            for (int i = 0; i < 10; i++) {
                harness.put(record(P0, i, "room" + i, "x"));
            }
            assertThat(harness.context.paused).containsExactlyInAnyOrder(P0, P1);
        }
    }

    /** Defect: a queue that is bounded in records only, which may be of any size. */
    @Test
    void intakeStopsAtItsBoundInBytes() {
        // Held twice: as the value of the record, and as what is sent.
        String payload = "x".repeat((2_000 - 512 - "room-0".length()) / 2);
        try (SinkHarness harness =
                new SinkHarness(null, false, new PartitionGate.Limits(1_000, 10_000, 1_000, 5_000))) {
            for (int i = 0; i < 4; i++) {
                harness.put(record(P0, i, "room-" + i, payload));
            }
            assertThat(harness.context.paused)
                    .as("at its share, while the other has room")
                    .containsExactly(P0);
            harness.put(record(P1, 0, "others", payload));
            assertThat(harness.context.paused).as("five of 2000 bytes").containsExactlyInAnyOrder(P0, P1);
            harness.attempts(5).forEach(attempt -> attempt.end(OK));
            harness.settleLoop();
            harness.put();
            assertThat(harness.context.paused).isEmpty();
        }
    }

    /** Defect: one record that is retried for ever freezes the intake of all others. */
    @Test
    void oneRecordThatKeepsFailingHoldsUpItsOwnTargetOnly() {
        try (SinkHarness harness = SinkHarness.plain()) {
            harness.put(record(P0, 0, "poison", "poison"));
            int delivered = 0;
            for (int i = 1; i <= 5; i++) {
                harness.put(record(P0, i, "room" + i, "fine"));
                while (delivered < i) {
                    for (Attempt attempt : harness.attempts(1)) {
                        boolean fine = attempt.body().equals("fine");
                        attempt.end(fine ? OK : AWAY);
                        delivered += fine ? 1 : 0;
                    }
                }
            }
            assertThat(harness.context.paused).isEmpty();
            assertThat(harness.committable()).containsEntry(P0, 0L);
        }
    }

    /** Defect: a race of pause and resume leaves a partition paused for good. */
    @Test
    void aPartitionThatWasPausedAndMovedIsResumedWhenThereIsRoom() {
        try (SinkHarness harness = new SinkHarness(null, false, new PartitionGate.Limits(2, 1_000_000, 1_000, 5_000))) {
            harness.put(record(P0, 1, "a", "1"), record(P0, 2, "b", "2"));
            assertThat(harness.context.paused).contains(P1);
            harness.session.close(List.of(P1));
            harness.session.open(List.of(P1));
            harness.attempts(2).forEach(attempt -> attempt.end(OK));
            harness.settleLoop();
            harness.put();
            assertThat(harness.context.paused).isEmpty();
        }
    }

    /** Defect: a quota error leaves a batch in flight for ever, the connector RUNNING but dead. */
    @Test
    void aThrottledRecordIsSentAgainAndFinished() {
        try (SinkHarness harness = SinkHarness.plain()) {
            harness.put(record(P0, 1, "a", "1"));
            harness.attempts(1).get(0).end(QUOTA);
            harness.attempts(1).get(0).end(OK);
            assertThat(harness.committable()).containsEntry(P0, 2L);
        }
    }
}
