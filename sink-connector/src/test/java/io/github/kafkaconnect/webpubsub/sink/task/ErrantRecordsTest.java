package io.github.kafkaconnect.webpubsub.sink.task;

import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P0;
import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tolerance × dead letter topic × log, as Connect's own reporter behaves in each of the eight cases. */
class ErrantRecordsTest {
    private static final PartitionGate.Limits LIMITS = new PartitionGate.Limits(100, 1_000_000, 1_000, 5_000);
    private static final Outcome REFUSED = new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "no such thing");

    /** What Connect's reporter does: null without a place to report to; throws after writing when nothing is tolerated. */
    private static final class ConnectLikeReporter implements ErrantRecordReporter {
        private final boolean tolerant;
        private final List<SinkRecord> written = new ArrayList<>();
        private final List<Throwable> errors = new ArrayList<>();
        private final CompletableFuture<Void> future;

        ConnectLikeReporter(boolean tolerant, CompletableFuture<Void> future) {
            this.tolerant = tolerant;
            this.future = future;
        }

        @Override
        public Future<Void> report(SinkRecord record, Throwable error) {
            written.add(record);
            errors.add(error);
            if (!tolerant) {
                throw new ConnectException("Tolerance exceeded in error handler", error);
            }
            return future;
        }
    }

    @ParameterizedTest(name = "errors.tolerance={0} dead letter topic={1} log={2}: {3}")
    @CsvSource({
        "none, false, false, task fails",
        "none, true,  false, written and task fails",
        "none, false, true,  written and task fails",
        "none, true,  true,  written and task fails",
        "all,  false, false, skipped",
        "all,  true,  false, written",
        "all,  false, true,  written",
        "all,  true,  true,  written",
    })
    void aRefusedRecordEndsAsItsSettingsSay(String tolerance, boolean deadLetters, boolean log, String expected) {
        boolean tolerant = tolerance.equals("all");
        ConnectLikeReporter reporter =
                deadLetters || log ? new ConnectLikeReporter(tolerant, CompletableFuture.completedFuture(null)) : null;
        for (boolean refusedByService : new boolean[] {true, false}) {
            try (SinkHarness harness = new SinkHarness(reporter, tolerant, LIMITS)) {
                String outcome = refuse(harness, refusedByService, reporter);
                assertThat(outcome).isEqualTo(expected);
                assertThat(harness.committable().get(P0)).isEqualTo(tolerant ? 6L : 5L);
            }
        }
    }

    @Test
    void aRecordIsFinishedOnlyWhenItsDeadLetterIsWritten() {
        CompletableFuture<Void> write = new CompletableFuture<>();
        ConnectLikeReporter reporter = new ConnectLikeReporter(true, write);
        try (SinkHarness harness = new SinkHarness(reporter, true, LIMITS)) {
            refuse(harness, true, reporter);
            assertThat(harness.committable()).containsEntry(P0, 5L);
            write.complete(null);
            harness.put();
            assertThat(harness.committable()).containsEntry(P0, 6L);
        }
    }

    /** Before a rebalance Connect waits for dead letters and then asks for offsets, without a put in between. */
    @Test
    void aDeadLetterThatIsWrittenAfterPutCountsInTheNextCommit() {
        CompletableFuture<Void> write = new CompletableFuture<>();
        ConnectLikeReporter reporter = new ConnectLikeReporter(true, write);
        try (SinkHarness harness = new SinkHarness(reporter, true, LIMITS)) {
            refuse(harness, true, reporter);
            write.complete(null);
            assertThat(harness.committable()).containsEntry(P0, 6L);
        }
    }

    @Test
    void aDeadLetterThatFailsAfterPutFailsTheNextPutAndNotTheCommit() {
        CompletableFuture<Void> write = new CompletableFuture<>();
        ConnectLikeReporter reporter = new ConnectLikeReporter(true, write);
        try (SinkHarness harness = new SinkHarness(reporter, true, LIMITS)) {
            refuse(harness, true, reporter);
            write.completeExceptionally(new IllegalStateException("topic gone"));
            assertThat(harness.committable()).containsEntry(P0, 5L);
            assertThatThrownBy(harness::put)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("dead letter");
            assertThat(harness.committable()).containsEntry(P0, 5L);
        }
    }

    @Test
    void aRecordThatWaitsForItsDeadLetterGrowsOld() {
        CompletableFuture<Void> write = new CompletableFuture<>();
        ConnectLikeReporter reporter = new ConnectLikeReporter(true, write);
        try (SinkHarness harness = new SinkHarness(reporter, true, LIMITS)) {
            refuse(harness, true, reporter);
            harness.passMillis(90_000);
            harness.put();
            assertThat(harness.figure("record-oldest-age-ms")).isGreaterThanOrEqualTo(90_000);
            write.complete(null);
            harness.put();
            assertThat(harness.figure("record-oldest-age-ms")).isZero();
        }
    }

    @Test
    void aDeadLetterThatCannotBeWrittenFailsTheTaskAndCommitsNothing() {
        CompletableFuture<Void> write = CompletableFuture.failedFuture(new IllegalStateException("topic gone"));
        ConnectLikeReporter reporter = new ConnectLikeReporter(true, write);
        try (SinkHarness harness = new SinkHarness(reporter, true, LIMITS)) {
            assertThatThrownBy(() -> refuse(harness, true, reporter))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("dead letter");
            assertThat(harness.committable()).containsEntry(P0, 5L);
        }
    }

    @Test
    void theDeadLetterNamesTheFailureInAFixedFormWithoutThePayload() {
        ConnectLikeReporter reporter = new ConnectLikeReporter(true, CompletableFuture.completedFuture(null));
        try (SinkHarness harness = new SinkHarness(reporter, true, LIMITS)) {
            refuse(harness, true, reporter);
            assertThat(reporter.errors.get(0))
                    .hasMessage(
                            "WPS-3001 status=400 attempts=1 target=chat/group/room topic=orders partition=0 offset=5:"
                                    + " no such thing");
        }
    }

    private static String refuse(SinkHarness harness, boolean byService, @Nullable ConnectLikeReporter reporter) {
        int writtenBefore = reporter == null ? 0 : reporter.written.size();
        boolean failed = false;
        SinkRecord record = record(P0, 5, byService ? "room" : null, "secret payload");
        try {
            harness.put(record);
            if (byService) {
                harness.attempts(1).get(0).end(REFUSED);
                harness.settleLoop();
            }
            harness.put();
        } catch (ConnectException e) {
            if (String.valueOf(e.getMessage()).contains("dead letter")) {
                throw e;
            }
            failed = true;
        }
        if (reporter == null || reporter.written.size() == writtenBefore) {
            return failed ? "task fails" : "skipped";
        }
        assertThat(reporter.written.get(writtenBefore)).isSameAs(record);
        return failed ? "written and task fails" : "written";
    }
}
