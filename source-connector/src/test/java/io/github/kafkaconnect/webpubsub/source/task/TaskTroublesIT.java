package io.github.kafkaconnect.webpubsub.source.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** The figures that alerts ask for, while a task is in trouble and afterwards. */
class TaskTroublesIT {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Test
    void aTaskThatConnectDoesNotAskIsStalled() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start("name", "stalled", "poll.gap.ms", "200")) {
            task.poll();
            assertThat(figure("stalled", "task-stalled")).isZero();
            await().until(() -> figure("stalled", "task-stalled") == 1);
            assertThat(task.postMessage("c1", "1", "x").join()).isEqualTo(503);
            assertThat(figure("stalled", "answer-stalled-total")).isEqualTo(1);
            task.poll();
            assertThat(figure("stalled", "task-stalled")).isZero();
        }
    }

    @Test
    void aKafkaThatAcknowledgesNothingIsLost() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start("name", "lost", "health.kafka.silence.ms", "500")) {
            CompletableFuture<Integer> answer = task.postMessage("c1", "1", "x");
            List<SourceRecord> records = task.poll(1);
            assertThat(figure("lost", "kafka-lost")).isZero();
            await().until(() -> {
                task.poll();
                return figure("lost", "kafka-lost") == 1;
            });
            assertThat(task.send("GET", "/health").statusCode()).isEqualTo(503);
            records.forEach(task::acknowledge);
            assertThat(answer.join()).isEqualTo(204);
            assertThat(figure("lost", "kafka-lost")).isZero();
            task.poll();
            assertThat(task.send("GET", "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aHandoffWithoutRoomIsFull() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start("name", "full", "handoff.max.events", "2")) {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            answers.add(task.postMessage("c1", "1", "x"));
            answers.add(task.postMessage("c2", "1", "x"));
            List<SourceRecord> records = task.poll(2);
            assertThat(figure("full", "handoff-full")).isEqualTo(1);
            assertThat(task.postMessage("c3", "1", "x").join()).isEqualTo(503);
            records.forEach(task::acknowledge);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(204));
            assertThat(figure("full", "handoff-full")).isZero();
            assertThat(figure("full", "answer-full-total")).isEqualTo(1);
        }
    }

    @Test
    void aHandoffWithoutRoomForBytesIsFullAndHealthSaysSo() throws Exception {
        try (TaskUnderTest task =
                TaskUnderTest.start("name", "heavy", "handoff.max.bytes", "1048576", "poll.gap.ms", "60000")) {
            String text = "x".repeat(600_000);
            CompletableFuture<Integer> answer = task.postMessage("c1", "1", text);
            List<SourceRecord> records = task.poll(1);
            assertThat(figure("heavy", "handoff-full")).isZero();
            assertThat(task.postMessage("c2", "1", text).join()).isEqualTo(503);
            assertThat(figure("heavy", "handoff-full")).isEqualTo(1);
            assertThat(task.send("GET", "/health").statusCode()).isEqualTo(503);
            assertThat(task.postMessage("c3", "1", text).join()).isEqualTo(503);
            records.forEach(task::acknowledge);
            assertThat(answer.join()).isEqualTo(204);
            assertThat(figure("heavy", "handoff-full")).isZero();
            assertThat(task.send("GET", "/health").statusCode()).isEqualTo(200);
            assertThat(figure("heavy", "answer-full-total")).isEqualTo(2);
        }
    }

    @Test
    void repliesOfATopicOutOfReachCannotBeRead() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start(
                "name",
                "mute",
                "reply.topic",
                "replies",
                "reply.consumer.bootstrap.servers",
                "127.0.0.1:" + TaskUnderTest.freePort())) {
            task.poll();
            assertThat(figure("mute", "reply-unreadable")).isEqualTo(1);
            assertThat(task.postMessage("c1", "1", "x").join()).isEqualTo(503);
            assertThat(figure("mute", "answer-mute-total")).isEqualTo(1);
        }
    }

    private long figure(String connector, String name) throws Exception {
        return (Long) server.getAttribute(
                new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",task=0"), name);
    }
}
