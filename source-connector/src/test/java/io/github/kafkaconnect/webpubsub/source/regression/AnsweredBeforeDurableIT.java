package io.github.kafkaconnect.webpubsub.source.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.source.task.TaskUnderTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/**
 * Other webhook connectors answer 200 when an event is in a queue of their own, empty that queue with drain-then-clear, and share it
 * statically. The promise: what was answered 2xx was acknowledged by Kafka, and nothing that was not polled is acknowledged.
 */
class AnsweredBeforeDurableIT {
    private static final int EVENTS = 300;

    @Test
    void everyEventAnswered2xxWasAcknowledgedByKafkaWhenTheTaskDiesInMidFlow() {
        TaskUnderTest task = TaskUnderTest.start();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            answers.add(task.postMessage("c" + i, "1", Integer.toString(i)).exceptionally(cut -> 0));
        }
        Set<String> durable = new HashSet<>();
        while (durable.size() < EVENTS / 2) {
            for (SourceRecord record : task.poll()) {
                if (durable.size() < EVENTS / 2) {
                    durable.add(new String((byte[]) record.value(), java.nio.charset.StandardCharsets.UTF_8));
                    task.acknowledge(record);
                }
            }
        }
        task.close();
        for (int i = 0; i < EVENTS; i++) {
            int status = answers.get(i).join();
            assertThat(status).isIn(204, 503, 0);
            if (status == 204) {
                assertThat(durable).contains(Integer.toString(i));
            }
        }
    }

    @Test
    void twoTasksOfOneJvmShareNoQueue() {
        try (TaskUnderTest one = TaskUnderTest.start();
                TaskUnderTest two = TaskUnderTest.start("name", "other")) {
            CompletableFuture<Integer> answer = one.postMessage("c1", "1", "mine");
            assertThat(two.poll()).isEmpty();
            one.poll(1).forEach(one::acknowledge);
            assertThat(answer.join()).isEqualTo(204);
        }
    }
}
