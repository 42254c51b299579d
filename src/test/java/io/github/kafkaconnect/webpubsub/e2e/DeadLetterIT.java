package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.fault.FaultRule;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A record that the service refuses is a dead letter with its reason, or stops the task with the same words. */
@ExtendWith(SharedStacks.Provider.class)
class DeadLetterIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String REASON = "__connect.errors.exception.message";

    @ParameterizedTest
    @EnumSource
    void refusedRecordBecomesDeadLetterWithItsReasonAndOthersGoOn(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("letters", 1);
        String deadLetters = Stack.uniqueName("dead-letters");
        try (Emulator emulator = refusing("bad");
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, List.of("good", "bad"));
                Stack.Connector sink = stack.connector(
                        "tolerant",
                        SinkConfig.with(
                                SinkConfig.toGroupOfKey(emulator, topic),
                                "errors.tolerance",
                                "all",
                                "errors.deadletterqueue.topic.name",
                                deadLetters,
                                "errors.deadletterqueue.topic.replication.factor",
                                "1",
                                "errors.deadletterqueue.context.headers.enable",
                                "true"))) {
            send(stack, topic, "good", "bad", "good");
            ConsumerRecord<byte[], byte[]> letter =
                    stack.kafka().await(deadLetters, 1, record -> true, LIMIT).get(0);
            assertThat(letter.key()).isEqualTo("bad".getBytes(UTF_8));
            assertThat(letter.value()).isEqualTo("1".getBytes(UTF_8));
            assertThat(new String(letter.headers().lastHeader(REASON).value(), UTF_8))
                    .matches(reason(topic, 1));
            assertThat(audience.await(2, LIMIT).received())
                    .isEqualTo(Map.of("good", List.of("0", "2"), "bad", List.of()));
            sink.awaitRunning();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutToleranceTheTaskFailsWithTheReason(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("letters", 1);
        try (Emulator emulator = refusing("bad");
                Stack.Connector sink = stack.connector("intolerant", SinkConfig.toGroupOfKey(emulator, topic))) {
            send(stack, topic, "good", "bad");
            stack.rest().awaitTasks(sink.name(), "FAILED", LIMIT);
            String trace = stack.rest().status(sink.name()).at("/tasks/0/trace").asText();
            assertThat(trace.lines())
                    .anyMatch(line -> line.contains("WPS-3001 status=400 attempts=1 target=chat/group/bad topic="
                            + topic + " partition=0 offset=1: "));
        }
    }

    /** Connectors are known that must be deleted and made anew after an error. */
    @ParameterizedTest
    @EnumSource
    void aFailedTaskGoesOnFromItsCommittedOffsetWhenItIsStartedAgain(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("letters", 1);
        try (Emulator emulator = refusing("bad");
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, List.of("good", "bad"));
                Stack.Connector sink = stack.connector(
                        "restarted",
                        SinkConfig.with(SinkConfig.toGroupOfKey(emulator, topic), "ordering", "partition"))) {
            send(stack, topic, "good", "good", "bad");
            stack.rest().awaitTasks(sink.name(), "FAILED", LIMIT);
            assertThat(audience.await(2, LIMIT).received())
                    .isEqualTo(Map.of("good", List.of("0", "1"), "bad", List.of()));
            assertThat(stack.kafka().committed("connect-" + sink.name()))
                    .isEqualTo(Map.of(new TopicPartition(topic, 0), 2L));

            // The cause is still there: it goes on, and fails again, at the same record.
            stack.rest().restart(sink.name());
            await().atMost(LIMIT)
                    .until(() -> emulator.stats().requestsByStatus().getOrDefault(400, 0L) == 2);
            stack.rest().awaitTasks(sink.name(), "FAILED", LIMIT);
            emulator.faults().clear();
            stack.rest().restart(sink.name());
            stack.kafka().send(new ProducerRecord<>(topic, "good".getBytes(UTF_8), "3".getBytes(UTF_8)));
            assertThat(audience.await(4, LIMIT).received())
                    .as("nothing lost, nothing again")
                    .isEqualTo(Map.of("good", List.of("0", "1", "3"), "bad", List.of("2")));
            sink.awaitRunning();
        }
    }

    private static Emulator refusing(String group) {
        Emulator emulator = UnkindEmulator.start(3);
        emulator.faults().add(FaultRule.answer(400).when(target -> target.path().contains("/groups/" + group + "/")));
        return emulator;
    }

    private static void send(Stack stack, String topic, String... groups) {
        for (int i = 0; i < groups.length; i++) {
            stack.kafka()
                    .send(new ProducerRecord<>(
                            topic,
                            groups[i].getBytes(UTF_8),
                            Integer.toString(i).getBytes(UTF_8)));
        }
        stack.kafka().flush();
    }

    private static String reason(String topic, int offset) {
        return "WPS-3001 status=400 attempts=1 target=chat/group/bad topic=" + Pattern.quote(topic)
                + " partition=0 offset=" + offset + ": .+";
    }
}
