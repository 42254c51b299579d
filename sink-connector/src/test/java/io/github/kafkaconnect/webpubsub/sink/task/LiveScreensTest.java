package io.github.kafkaconnect.webpubsub.sink.task;

import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.NOW_MS;
import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P0;
import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.Attempt;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Conflation, folding and lateness from the connector's options to what is sent and committed. */
class LiveScreensTest {
    private static final Outcome OK = new Outcome.Delivered(202);
    private static final Outcome NO = new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "no");

    @Test
    void conflationSendsTheNewestAndFinishesTheReplaced() {
        try (SinkHarness harness = SinkHarness.with(Map.of("conflation.key", "${key}"))) {
            harness.put(record(P0, 5, "eur", "1.10"));
            Attempt first = harness.attempts(1).get(0);
            harness.put(record(P0, 6, "eur", "1.11"), record(P0, 7, "eur", "1.12"));
            harness.settleLoop();
            first.end(OK);
            Attempt second = harness.attempts(1).get(0);
            assertThat(second.body()).isEqualTo("1.12");
            assertThat(harness.committable()).containsEntry(P0, 7L);
            second.end(OK);
            assertThat(harness.committable()).containsEntry(P0, 8L);
        }
    }

    @Test
    void conflationKeepsRecordsToDifferentTargetsApart() {
        try (SinkHarness harness = SinkHarness.with(Map.of("conflation.key", "same", "ordering", "partition"))) {
            assertThatBothAreSentThoughTheyWait(harness);
        }
    }

    @Test
    void conflationKeepsRecordsForDifferentUsersApart() {
        try (SinkHarness harness = SinkHarness.with(Map.of(
                "conflation.key", "same",
                "webpubsub.filter", "userId eq '${key}'",
                "webpubsub.target.name", "room"))) {
            assertThatBothAreSentThoughTheyWait(harness);
        }
    }

    private static void assertThatBothAreSentThoughTheyWait(SinkHarness harness) {
        harness.put(record(P0, 5, "a", "first"));
        Attempt first = harness.attempts(1).get(0);
        harness.put(record(P0, 6, "b", "to b"), record(P0, 7, "c", "to c"));
        harness.settleLoop();
        first.end(OK);
        Attempt second = harness.attempts(1).get(0);
        second.end(OK);
        Attempt third = harness.attempts(1).get(0);
        assertThat(List.of(second.body(), third.body())).containsExactly("to b", "to c");
    }

    @Test
    void foldingSendsOneArrayAndEachRecordEndsByItself() {
        try (SinkHarness harness =
                SinkHarness.with(Map.of("folding.max.records", "10", "payload.format", "json", "ordering", "target"))) {
            harness.put(record(P0, 5, "room", "{\"n\":1}"));
            Attempt first = harness.attempts(1).get(0);
            harness.put(record(P0, 6, "room", "2"), record(P0, 7, "room", "\"drei\""));
            harness.settleLoop();
            assertThat(first.body()).as("one shape for the clients").isEqualTo("[{\"n\":1}]");
            first.end(OK);
            Attempt second = harness.attempts(1).get(0);
            assertThat(second.body()).isEqualTo("[2,\"drei\"]");
            second.end(OK);
            assertThat(harness.committable()).containsEntry(P0, 8L);
        }
    }

    @Test
    void foldingLeavesTextAsItIs() {
        try (SinkHarness harness = SinkHarness.with(Map.of("folding.max.records", "10"))) {
            harness.put(record(P0, 5, "room", "a"), record(P0, 6, "room", "b"));
            Attempt first = harness.attempts(1).get(0);
            assertThat(first.body()).isEqualTo("a");
            first.end(OK);
            assertThat(harness.attempts(1).get(0).body()).isEqualTo("b");
        }
    }

    @Test
    void aRefusedArrayIsSentRecordByRecordSoThatOnlyTheGuiltyOneIsErrant() {
        try (SinkHarness harness = SinkHarness.with(Map.of("folding.max.records", "10", "payload.format", "json"))) {
            harness.put(record(P0, 5, "room", "1"), record(P0, 6, "room", "2"));
            harness.attempts(1).get(0).end(NO);
            Attempt first = harness.attempts(1).get(0);
            assertThat(first.body()).isEqualTo("[1]");
            first.end(OK);
            Attempt second = harness.attempts(1).get(0);
            assertThat(second.body()).isEqualTo("[2]");
            second.end(NO);
            harness.settleLoop();
            assertThatThrownBy(harness::put)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("WPS-3001 status=400")
                    .hasMessageContaining("offset=6");
            assertThat(harness.committable()).containsEntry(P0, 6L);
        }
    }

    @Test
    void aLateRecordIsFinishedWithoutBeingSent() {
        try (SinkHarness harness = SinkHarness.with(Map.of("record.max.age.ms", "60000"))) {
            harness.put(record(P0, 5, "a", "stale", NOW_MS - 60_001), record(P0, 6, "b", "fresh", NOW_MS - 30_000));
            Attempt only = harness.attempts(1).get(0);
            assertThat(only.body()).isEqualTo("fresh");
            assertThat(harness.committable()).containsEntry(P0, 6L);
            only.end(OK);
            assertThat(harness.committable()).containsEntry(P0, 7L);
        }
    }

    @Test
    void aLateRecordIsErrantWhereTheOptionSaysSo() {
        Map<String, String> options = Map.of("record.max.age.ms", "60000", "record.late.behavior", "fail");
        try (SinkHarness harness = SinkHarness.with(options)) {
            harness.put(record(P0, 5, "a", "stale", NOW_MS - 60_001));
            harness.settleLoop();
            assertThatThrownBy(harness::put).hasMessageContaining("WPS-3106").hasMessageContaining("offset=5");
            assertThat(harness.committable()).containsEntry(P0, 5L);
        }
    }
}
