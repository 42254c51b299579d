package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Who connects where Kafka cannot take the event, over a real socket. */
class AdmissionIT {
    @Test
    void whenTheHandoffIsFull() {
        assertThat(connectToAFullTask("admit")).isEqualTo(204);
        assertThat(connectToAFullTask("refuse")).isEqualTo(503);
    }

    private static int connectToAFullTask(String unavailable) {
        try (TaskUnderTest task = TaskUnderTest.start(
                "handoff.max.events", "1", "poll.gap.ms", "60000", "connect.unavailable", unavailable)) {
            CompletableFuture<Integer> first = task.postMessage("c1", "1", "x");
            List<SourceRecord> records = task.poll(1);
            int status = connect(task, "/eventhandler", "c2");
            assertThat(task.postMessage("c2", "2", "x").join()).isEqualTo(503);
            assertThat(task.poll()).isEmpty();
            records.forEach(task::acknowledge);
            assertThat(first.join()).isEqualTo(204);
            return status;
        }
    }

    @Test
    void whenTheTaskHasStoppedAndOthersKeepThePort() {
        ListenerRegistry worker = new ListenerRegistry();
        int port = TaskUnderTest.freePort();
        TaskUnderTest leaving = TaskUnderTest.start(worker, port, "connect.unavailable", "admit");
        try (TaskUnderTest other = TaskUnderTest.start(worker, port, "name", "other", "upstream.path", "/other")) {
            leaving.close();
            assertThat(connect(other, "/eventhandler", "c1")).isEqualTo(204);
            assertThat(other.postMessage("c1", "1", "x").join()).isEqualTo(503);
        }
        TaskUnderTest strict = TaskUnderTest.start(worker, port);
        try (TaskUnderTest other = TaskUnderTest.start(worker, port, "name", "other", "upstream.path", "/other")) {
            strict.close();
            assertThat(connect(other, "/eventhandler", "c1")).isEqualTo(503);
        }
    }

    @Test
    void whenRepliesCannotBeRead() {
        assertThat(connectWithoutReplies("reply.unanswered.connect", "accept", "connect.unavailable", "admit"))
                .isEqualTo(204);
        assertThat(connectWithoutReplies("reply.unanswered.connect", "accept")).isEqualTo(503);
        assertThat(connectWithoutReplies()).isEqualTo(503);
    }

    private static int connectWithoutReplies(String... more) {
        String[] replies = {
            "poll.gap.ms",
            "60000",
            "reply.topic",
            "replies",
            "reply.events",
            "connect,message",
            "reply.consumer.bootstrap.servers",
            "127.0.0.1:" + TaskUnderTest.freePort()
        };
        String[] all = Stream.concat(Stream.of(replies), Stream.of(more)).toArray(String[]::new);
        try (TaskUnderTest task = TaskUnderTest.start(all)) {
            int status = connect(task, "/eventhandler", "c1");
            assertThat(task.postMessage("c1", "1", "x").join()).isEqualTo(503);
            assertThat(task.poll()).isEmpty();
            return status;
        }
    }

    private static int connect(TaskUnderTest task, String path, String connectionId) {
        Map<String, String> headers = TaskUnderTest.message(connectionId, "0");
        headers.put("ce-type", "azure.webpubsub.sys.connect");
        headers.put("ce-eventName", "connect");
        headers.put("Content-Type", "application/json");
        return task.post(path, headers, "{}".getBytes(UTF_8)).join().statusCode();
    }
}
