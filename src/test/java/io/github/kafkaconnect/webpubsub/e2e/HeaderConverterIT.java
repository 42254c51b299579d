package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The worker's default header converter makes the number 7 of the text 007: such a name is refused, not guessed. */
@ExtendWith(SharedStacks.Provider.class)
class HeaderConverterIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> GROUPS = List.of("007", "7", "lobby");

    @ParameterizedTest
    @EnumSource
    void headerThatTheWorkersDefaultConverterTurnsIntoNumberIsRefusedWithTheRemedy(
            KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("rooms", 1);
        String deadLetters = Stack.uniqueName("dead-rooms");
        try (Emulator emulator = UnkindEmulator.start(9);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, GROUPS);
                Stack.Connector sink = stack.connector(
                        "default-headers", withWorkersHeaderConverter(toHeader(emulator, topic, deadLetters)))) {
            send(stack, topic, "007", "lobby");
            ConsumerRecord<byte[], byte[]> letter =
                    stack.kafka().await(deadLetters, 1, record -> true, LIMIT).get(0);
            String reason = new String(
                    letter.headers()
                            .lastHeader("__connect.errors.exception.message")
                            .value(),
                    UTF_8);
            assertThat(reason).startsWith("WPS-3105 ").contains("room", "StringConverter");
            assertThat(audience.await(1, LIMIT).received())
                    .isEqualTo(Map.of("007", List.of(), "7", List.of(), "lobby", List.of("for lobby")));
            sink.awaitRunning();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withStringConverterTheNameIsTaken(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("rooms", 1);
        try (Emulator emulator = UnkindEmulator.start(10);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, GROUPS);
                Stack.Connector sink =
                        stack.connector("string-headers", toHeader(emulator, topic, Stack.uniqueName("dead-rooms")))) {
            send(stack, topic, "007", "lobby");
            assertThat(audience.await(2, LIMIT).received())
                    .as("sent by %s", sink.name())
                    .isEqualTo(Map.of("007", List.of("for 007"), "7", List.of(), "lobby", List.of("for lobby")));
        }
    }

    private static Map<String, String> toHeader(Emulator emulator, String topic, String deadLetters) {
        return SinkConfig.with(
                SinkConfig.toGroupOfKey(emulator, topic),
                "webpubsub.target.name",
                "${header.room}",
                "errors.tolerance",
                "all",
                "errors.deadletterqueue.topic.name",
                deadLetters,
                "errors.deadletterqueue.topic.replication.factor",
                "1",
                "errors.deadletterqueue.context.headers.enable",
                "true");
    }

    private static Map<String, String> withWorkersHeaderConverter(Map<String, String> config) {
        Map<String, String> changed = new HashMap<>(config);
        changed.remove("header.converter");
        return changed;
    }

    private static void send(Stack stack, String topic, String... rooms) {
        for (String room : rooms) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, "key".getBytes(UTF_8), ("for " + room).getBytes(UTF_8));
            record.headers().add("room", room.getBytes(UTF_8));
            stack.kafka().send(record);
        }
        stack.kafka().flush();
    }
}
