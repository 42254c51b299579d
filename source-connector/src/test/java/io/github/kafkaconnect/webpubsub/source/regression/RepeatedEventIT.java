package io.github.kafkaconnect.webpubsub.source.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.task.TaskUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/**
 * Sources with several tasks emit the same data once per task. The promise: an event becomes one record however many tasks run, and an
 * event that the service repeats while it is pending becomes no second one.
 */
class RepeatedEventIT {
    @Test
    void threeTasksMakeOneRecordOfOneEvent() {
        ListenerRegistry worker = new ListenerRegistry();
        int port = TaskUnderTest.freePort();
        try (TaskUnderTest zero = TaskUnderTest.start(worker, port);
                TaskUnderTest one = TaskUnderTest.start(worker, port, "webpubsub.task.index", "1");
                TaskUnderTest two = TaskUnderTest.start(worker, port, "webpubsub.task.index", "2")) {
            CompletableFuture<Integer> answer = zero.postMessage("c1", "1", "once");
            List<SourceRecord> records = new ArrayList<>();
            for (int round = 0; round < 8; round++) {
                for (TaskUnderTest task : List.of(zero, one, two)) {
                    List<SourceRecord> polled = task.poll();
                    polled.forEach(task::acknowledge);
                    records.addAll(polled);
                }
            }
            assertThat(answer.join()).isEqualTo(204);
            assertThat(records).hasSize(1);
        }
    }

    @Test
    void aPendingEventThatIsRepeatedIsAnsweredTwiceAndWrittenOnce() {
        try (TaskUnderTest task = TaskUnderTest.start()) {
            CompletableFuture<Integer> first = task.postMessage("c1", "1", "once");
            SourceRecord record = task.poll(1).get(0);
            CompletableFuture<Integer> repeat = task.postMessage("c1", "1", "once");
            CompletableFuture<Integer> different = task.postMessage("c1", "1", "another body");
            List<SourceRecord> others = task.poll(1);
            for (int i = 0; i < 4; i++) {
                assertThat(task.poll()).isEmpty();
            }
            assertThat(repeat).isNotDone();
            task.acknowledge(record);
            assertThat(first.join()).isEqualTo(204);
            await().until(repeat::isDone);
            assertThat(repeat.join()).isEqualTo(204);
            others.forEach(task::acknowledge);
            assertThat(different.join()).isEqualTo(204);
        }
    }

    @Test
    void aRefusedClientIsNotLetInByARepeatAcrossARestart() throws Exception {
        ListenerRegistry worker = new ListenerRegistry();
        int port = TaskUnderTest.freePort();
        Map<String, String> connect = TaskUnderTest.message("c1", "0");
        connect.put("ce-type", "azure.webpubsub.sys.connect");
        connect.put("ce-eventName", "connect");
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String refuseAll = "{rules: [{when: {event.userid: nobody}, accept: {}}], otherwise: refuse}";
        try (TaskUnderTest strict = TaskUnderTest.start(worker, port, "connect.policy", refuseAll)) {
            assertThat(strict.post("/eventhandler", connect, body).get().statusCode())
                    .isEqualTo(403);
            assertThat(strict.poll()).isEmpty();
        }
        // The answer was lost, and meanwhile the policy has become a mild one.
        try (TaskUnderTest mild = TaskUnderTest.start(worker, port)) {
            assertThat(mild.post("/eventhandler", connect, body).get().statusCode())
                    .isEqualTo(403);
            connect.put("ce-id", "1");
            var another = mild.post("/eventhandler", connect, body);
            mild.poll(1).forEach(mild::acknowledge);
            assertThat(another.get().statusCode()).isEqualTo(204);
        }
    }

    @Test
    void anMqttClientThatComesBackIsNotARepeat() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start()) {
            Map<String, String> connect = TaskUnderTest.message("sensor-7", "0");
            connect.put("ce-type", "azure.webpubsub.sys.connect");
            connect.put("ce-eventName", "connect");
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            for (String physical : List.of("p1", "p2")) {
                connect.put("ce-physicalConnectionId", physical);
                var answer = task.post("/eventhandler", connect, body);
                task.poll(1).forEach(task::acknowledge);
                assertThat(answer.get().statusCode()).isEqualTo(204);
            }
            assertThat(task.post("/eventhandler", connect, body).get().statusCode())
                    .isEqualTo(204);
            assertThat(task.poll()).isEmpty();
        }
    }

    @Test
    void equalRecordsAreNotOneRecord() {
        try (TaskUnderTest task = TaskUnderTest.start()) {
            CompletableFuture<Integer> one = task.postMessage("c1", "1", "same");
            CompletableFuture<Integer> two = task.postMessage("c1", "2", "same");
            List<SourceRecord> records = task.poll(2);
            assertThat(records.get(0)).isNotEqualTo(records.get(1)).isEqualTo(records.get(0));
            assertThat(new java.util.HashSet<>(records)).hasSize(2);
            records.forEach(task::acknowledge);
            assertThat(one.join() + two.join()).isEqualTo(408);
        }
    }

    @Test
    void whatConnectDropsIsAnsweredAsConfigured() {
        try (TaskUnderTest none = TaskUnderTest.start()) {
            assertThat(dropped(none)).isEqualTo(204);
        }
        try (TaskUnderTest all = TaskUnderTest.start("errors.tolerance", "all")) {
            assertThat(dropped(all)).isEqualTo(503);
        }
        try (TaskUnderTest all = TaskUnderTest.start("errors.tolerance", "all", "unacknowledged.answer", "2xx")) {
            assertThat(dropped(all)).isEqualTo(204);
        }
    }

    private static int dropped(TaskUnderTest task) {
        CompletableFuture<Integer> answer = task.postMessage("c1", "1", "x");
        task.poll(1).forEach(task::drop);
        return answer.join();
    }
}
