package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events as structs through a worker's JsonConverter with schemas, and who is online in a compacted topic beside them. */
@ExtendWith(SharedStacks.Provider.class)
class RecordFormsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int USERS = 5;
    private static final int PER_USER = 4;

    @ParameterizedTest
    @EnumSource
    void structsCarryTheirSchemaAndTimeAndPresenceEndsWithTombstones(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        int port = Ports.free();
        String topic = stack.topic("structs", 1);
        String presence = Stack.uniqueName("presence");
        try (Emulator emulator = Emulator.start(
                        UnkindEmulator.options(21).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)));
                Stack.Connector source = stack.connector("structs", structs(emulator, port, topic, presence))) {
            Map<String, String> connectionIds;
            Map<String, List<String>> said;
            try (Speakers speakers = Speakers.connect(emulator, SourceConfig.HUB, USERS)) {
                speakers.say(0, PER_USER);
                speakers.awaitAnswers(USERS * PER_USER, LIMIT);
                connectionIds = speakers.connectionIdsByUser();
                said = speakers.expected(PER_USER);
            }
            requirePresence(stack, presence, connectionIds);
            requireStructs(stack.kafka().readAll(topic), said);
            source.awaitRunning();
        }
    }

    private static Map<String, String> structs(Emulator emulator, int port, String topic, String presence) {
        return SinkConfig.with(
                SourceConfig.toTopic(emulator, port, topic),
                "record.mode",
                "struct",
                "record.data",
                "text",
                "value.converter",
                "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable",
                "true",
                "presence.topic",
                presence,
                "topic.creation.default.replication.factor",
                "1",
                "topic.creation.default.partitions",
                "1",
                "topic.creation.groups",
                "presence",
                "topic.creation.presence.include",
                presence,
                "topic.creation.presence.cleanup.policy",
                "compact");
    }

    private static void requirePresence(Stack stack, String presence, Map<String, String> connectionIds) {
        List<ConsumerRecord<byte[], byte[]>> records = stack.kafka().await(presence, 2 * USERS, record -> true, LIMIT);
        assertThat(records).hasSize(2 * USERS);
        assertThat(stack.kafka().topicConfig(presence, "cleanup.policy")).isEqualTo("compact");
        connectionIds.forEach((user, connectionId) -> {
            List<ConsumerRecord<byte[], byte[]>> ofConnection = records.stream()
                    .filter(record -> new String(record.key(), UTF_8).equals(connectionId))
                    .toList();
            assertThat(ofConnection).as(user).hasSize(2);
            JsonNode online = json(ofConnection.get(0)).path("payload");
            assertThat(online.path("userId").asText()).isEqualTo(user);
            assertThat(online.path("connectionId").asText()).isEqualTo(connectionId);
            assertThat(online.path("hub").asText()).isEqualTo(SourceConfig.HUB);
            assertThat(ofConnection.get(1).value()).as("a tombstone").isNull();
        });
    }

    private static void requireStructs(
            List<ConsumerRecord<byte[], byte[]>> records, Map<String, List<String>> textsByUser) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            JsonNode schema = json(record).path("schema");
            JsonNode event = json(record).path("payload");
            assertThat(schema.path("name").asText()).isEqualTo("io.github.kafkaconnect.webpubsub.TextEvent");
            assertThat(schema.path("version").asInt()).isEqualTo(1);
            assertThat(event.path("time").asLong()).isPositive();
            assertThat(record.timestamp())
                    .as("ce-time")
                    .isEqualTo(event.path("time").asLong());
            assertThat(new String(record.key(), UTF_8))
                    .isEqualTo(event.path("connectionid").asText());
        }
        Set<String> types = records.stream()
                .map(record -> json(record).at("/payload/eventname").asText())
                .collect(Collectors.toSet());
        assertThat(types).contains("connect", "connected", "disconnected", Speakers.EVENT);
        textsByUser.forEach((user, texts) -> assertThat(records.stream()
                        .map(record -> json(record).path("payload"))
                        .filter(event -> event.path("userid").asText().equals(user))
                        .filter(event -> event.path("eventname").asText().equals(Speakers.EVENT))
                        .map(event -> event.path("data").asText()))
                .isEqualTo(texts));
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
