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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When patience ends: with a record that fails while others get through, and with a service that lets nobody in. */
@ExtendWith(SharedStacks.Provider.class)
class GivenUpIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String REASON = "__connect.errors.exception.message";
    private static final int ATTEMPTS = 10;
    private static final int STEPS = 200;
    private static final Duration STEP = Duration.ofMillis(50);
    private static final String POISONED = "poisoned";

    @ParameterizedTest
    @EnumSource
    void aRecordThatFailsTenTimesWhileOthersGetThroughIsADeadLetter(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("poison", 1);
        String deadLetters = Stack.uniqueName("dead-letters");
        List<String> healthy =
                IntStream.range(0, 20).mapToObj(i -> "healthy-" + i).toList();
        try (Emulator emulator = failing(503);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, healthy);
                Stack.Connector sink =
                        stack.connector("patient", tolerant(SinkConfig.toGroupOfKey(emulator, topic), deadLetters))) {
            stack.kafka().send(record(topic, POISONED, 0));
            try (Pace pace = Pace.start(
                    STEPS,
                    STEP,
                    number -> healthy.forEach(group -> stack.kafka().send(record(topic, group, number))))) {
                ConsumerRecord<byte[], byte[]> letter =
                        stack.kafka().await(deadLetters, 1, any -> true, LIMIT).get(0);
                assertThat(letter.key()).isEqualTo(POISONED.getBytes(UTF_8));
                assertThat(attempts(letter, topic)).isGreaterThanOrEqualTo(ATTEMPTS);
                await().atMost(LIMIT).until(pace::isDone);
            }

            int all = healthy.size() * STEPS;
            List<String> texts =
                    IntStream.range(0, STEPS).mapToObj(Integer::toString).toList();
            assertThat(audience.await(all, LIMIT).received())
                    .hasSize(healthy.size())
                    .allSatisfy(
                            (group, received) -> assertThat(received).as(group).isEqualTo(texts));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(stack.kafka().committed("connect-" + sink.name()))
                    .isEqualTo(Map.of(new TopicPartition(topic, 0), all + 1L)));
            assertThat(stack.kafka().readAll(deadLetters)).hasSize(1);
            sink.awaitRunning();
        }
    }

    /** What is wrong with the credentials is wrong with no record: nothing may become a dead letter. */
    @ParameterizedTest
    @CsvSource({"V3_9, 401, WPS-2001", "V3_9, 403, WPS-2002", "V4_3, 401, WPS-2001", "V4_3, 403, WPS-2002"})
    void aServiceThatLetsNobodyInFailsTheTaskAndNoRecord(
            KafkaVersion version, int status, String code, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("shut", 1);
        String deadLetters = stack.topic("dead-letters", 1);
        try (Emulator emulator = failing(status);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, List.of(POISONED));
                Stack.Connector sink = stack.connector(
                        "shut-out",
                        SinkConfig.with(
                                tolerant(SinkConfig.toGroupOfKey(emulator, topic), deadLetters),
                                "auth.retry.timeout.ms",
                                "2000"))) {
            IntStream.range(0, 3).forEach(i -> stack.kafka().send(record(topic, POISONED, i)));
            stack.rest().awaitTasks(sink.name(), "FAILED", LIMIT);
            assertThat(stack.rest().status(sink.name()).at("/tasks/0/trace").asText())
                    .contains(code + " status=" + status, "topic=" + topic + " partition=0 offset=0: ");
            assertThat(stack.kafka().committed("connect-" + sink.name()).values())
                    .as("nothing of what was not delivered is committed")
                    .allMatch(offset -> offset == 0);

            emulator.faults().clear();
            stack.rest().restart(sink.name());
            assertThat(audience.await(3, LIMIT).received()).isEqualTo(Map.of(POISONED, List.of("0", "1", "2")));
            assertThat(stack.kafka().readAll(deadLetters)).isEmpty();
            sink.awaitRunning();
        }
    }

    private static Emulator failing(int status) {
        Emulator emulator = UnkindEmulator.start(17);
        emulator.faults()
                .add(FaultRule.answer(status).when(target -> target.path().contains("/groups/" + POISONED)));
        return emulator;
    }

    private static Map<String, String> tolerant(Map<String, String> config, String deadLetters) {
        return SinkConfig.with(
                config,
                "errors.tolerance",
                "all",
                "errors.deadletterqueue.topic.name",
                deadLetters,
                "errors.deadletterqueue.topic.replication.factor",
                "1",
                "errors.deadletterqueue.context.headers.enable",
                "true",
                "retry.backoff.ms",
                "20",
                "retry.backoff.max.ms",
                "200");
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String group, int number) {
        return new ProducerRecord<>(
                topic, group.getBytes(UTF_8), Integer.toString(number).getBytes(UTF_8));
    }

    private static int attempts(ConsumerRecord<byte[], byte[]> letter, String topic) {
        String reason = new String(letter.headers().lastHeader(REASON).value(), UTF_8);
        Matcher words = Pattern.compile("WPS-3010 status=503 attempts=(\\d+) target=chat/group/" + POISONED + " topic="
                        + Pattern.quote(topic) + " partition=0 offset=0: WPS-3007 .*")
                .matcher(reason);
        assertThat(words.matches()).as(reason).isTrue();
        return Integer.parseInt(words.group(1));
    }
}
