package io.github.kafkaconnect.webpubsub.sink.task;

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
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record to several targets is finished when all of them have it. */
class SeveralDeliveriesTest {
    private static final Outcome OK = new Outcome.Delivered(202);

    private final SinkHarness harness = SinkHarness.with(Map.of("webpubsub.target.name", "${value.rooms}"));

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void commitsOnlyWhatEveryTargetHas() {
        harness.put(to(5, "a", "b"), to(6, "c"));
        List<Attempt> attempts = harness.attempts(3);
        attempts.get(2).end(OK);
        attempts.get(0).end(OK);
        assertThat(harness.committable()).containsEntry(P0, 5L);
        attempts.get(1).end(OK);
        assertThat(harness.committable()).containsEntry(P0, 7L);
    }

    @Test
    void keepsTheOrderOfEachTarget() {
        harness.put(to(5, "a", "b"), to(6, "b", "c"));
        List<Attempt> first = harness.attempts(3);
        assertThat(first)
                .extracting(attempt -> attempt.operation().target().name())
                .containsExactly("a", "b", "c");
        first.get(0).end(OK);
        harness.settleLoop();
        assertThat(harness.attempts(0)).isEmpty();
        first.get(1).end(OK);
        assertThat(harness.attempts(1).get(0).operation().target().name()).isEqualTo("b");
    }

    @Test
    void aTargetThatIsRefusedFailsTheTaskAndTheRecordStaysUnfinished() {
        harness.put(to(5, "a", "b"));
        List<Attempt> attempts = harness.attempts(2);
        attempts.get(0).end(new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "no"));
        attempts.get(1).end(OK);
        harness.settleLoop();
        assertThatThrownBy(() -> harness.put())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("target=chat/group/a");
        assertThat(harness.committable()).containsEntry(P0, 5L);
    }

    @Test
    void theRecordIsHeldAndCountedOnce() {
        harness.put(to(5, "a", "b"));
        List<Attempt> attempts = harness.attempts(2);
        int record = "k".length() + 16 + "rooms".length() + 16 + "a".length() + "b".length();
        assertThat(harness.figure("record-unfinished-bytes"))
                .isEqualTo(2L * (512 + attempts.get(0).body().length()) + record);
        attempts.forEach(attempt -> attempt.end(OK));
        harness.settleLoop();
        harness.put();
        assertThat(harness.figure("record-unfinished-bytes")).isZero();
    }

    private static SinkRecord to(long offset, String... rooms) {
        return record(P0, offset, "k", Map.of("rooms", List.of(rooms)));
    }
}
