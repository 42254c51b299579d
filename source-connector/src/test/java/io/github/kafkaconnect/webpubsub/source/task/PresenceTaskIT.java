package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Events of which each has two records. */
class PresenceTaskIT {
    @Test
    void anEventIsAnsweredWhenBothItsRecordsAreInKafka() {
        try (TaskUnderTest task = TaskUnderTest.start("poll.gap.ms", "60000", "presence.topic", "online")) {
            CompletableFuture<Integer> status = post(task, "connected", "c1", "2");
            List<SourceRecord> records = task.poll(2);
            assertThat(records).extracting(SourceRecord::topic).containsExactly("webpubsub.chat", "online");
            assertThat(records).extracting(SourceRecord::key).containsExactly("c1", "c1");
            assertThat(new String((byte[]) records.get(1).value(), UTF_8)).contains("\"connectionId\":\"c1\"");
            task.acknowledge(records.get(1));
            task.poll();
            assertThat(status).isNotDone();
            task.acknowledge(records.get(0));
            assertThat(status.join()).isEqualTo(204);

            CompletableFuture<Integer> end = post(task, "disconnected", "c1", "3");
            List<SourceRecord> last = task.poll(2);
            assertThat(last.get(1).value()).isNull();
            last.forEach(task::acknowledge);
            assertThat(end.join()).isEqualTo(204);
        }
    }

    @Test
    void aConnectedEventBehindItsDisconnectedHasOneRecordAndAnAnswer() {
        try (TaskUnderTest task = TaskUnderTest.start("poll.gap.ms", "60000", "presence.topic", "online")) {
            CompletableFuture<Integer> end = post(task, "disconnected", "c1", "3");
            task.poll(2).forEach(task::acknowledge);
            assertThat(end.join()).isEqualTo(204);

            CompletableFuture<Integer> late = post(task, "connected", "c1", "2");
            List<SourceRecord> records = task.poll(1);
            assertThat(records.get(0).topic()).isEqualTo("webpubsub.chat");
            assertThat(task.poll()).isEmpty();
            assertThat(late).isNotDone();
            records.forEach(task::acknowledge);
            assertThat(late.join()).isEqualTo(204);
        }
    }

    @Test
    void aPresenceRecordThatIsLostIsNotAnswered2xx() {
        try (TaskUnderTest task =
                TaskUnderTest.start("poll.gap.ms", "60000", "presence.topic", "online", "errors.tolerance", "all")) {
            CompletableFuture<Integer> status = post(task, "connected", "c1", "2");
            List<SourceRecord> records = task.poll(2);
            task.acknowledge(records.get(0));
            task.drop(records.get(1));
            assertThat(status.join()).isEqualTo(503);
        }
    }

    /** A worker with exactly-once support acknowledges out of a map of records: of two equal ones, one would never be answered. */
    @Test
    void recordsThatSayTheSameAreTwo() {
        try (TaskUnderTest task = TaskUnderTest.start("poll.gap.ms", "60000", "presence.topic", "online")) {
            List<CompletableFuture<Integer>> answers =
                    List.of(post(task, "disconnected", "c1", "3"), post(task, "disconnected", "c1", "4"));
            List<SourceRecord> records = task.poll(4);
            assertThat(copy(records.get(1))).as("equal for Connect").isEqualTo(copy(records.get(3)));
            Set<SourceRecord> kept = new HashSet<>(records);
            assertThat(kept).hasSize(4);
            kept.forEach(task::acknowledge);
            assertThat(answers).allMatch(answer -> answer.join() == 204);
        }
    }

    private static SourceRecord copy(SourceRecord record) {
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }

    private static CompletableFuture<Integer> post(TaskUnderTest task, String name, String connectionId, String id) {
        Map<String, String> headers = TaskUnderTest.message(connectionId, id);
        headers.put("ce-type", "azure.webpubsub.sys." + name);
        headers.put("ce-eventName", name);
        headers.put("Content-Type", "application/json");
        return task.post("/eventhandler", headers, "{}".getBytes(UTF_8)).thenApply(HttpResponse::statusCode);
    }
}
