package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.ClientSnapshot;
import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One topic drives a hub: its records send, let members in and out, and close, in their order. */
@ExtendWith(SharedStacks.Provider.class)
class OperationsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ROOM = "room 1/ü";

    @ParameterizedTest
    @EnumSource
    void recordsChangeMembersAndReachThoseWhoAreInAtThatMoment(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("operations", 1);
        HttpClient http = HttpClient.newHttpClient();
        try (Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT);
                LiveClient alice = LiveClient.connect(
                        http, ClientUrl.of(emulator, SinkConfig.HUB).ofUser("alice"));
                LiveClient bob = LiveClient.connect(
                        http, ClientUrl.of(emulator, SinkConfig.HUB).ofUser("bob"));
                Stack.Connector sink = stack.connector("operations", config(emulator, topic))) {
            Feed feed = new Feed(stack, topic);
            String bobs = await(emulator, "bob").connectionId();

            feed.add("addUserToGroup", null, "user", "alice");
            feed.add("send", "to alice's room");
            feed.add("addConnectionToGroup", null, "connection", bobs);
            feed.add("sendToGroup", "to both");
            feed.add("removeUserFromGroup", null, "user", "alice");
            feed.add("send", "to bob's room");
            feed.add("sendToGroup", "to nobody", "excluded", bobs);
            feed.add("removeConnectionFromGroup", null, "connection", bobs);
            feed.add("send", "to nobody");
            feed.add("sendToUser", "to alice", "user", "alice");
            feed.add("sendToConnection", "to bob", "connection", bobs);
            feed.add("addUserToGroup", null, "user", "alice");
            feed.add("addConnectionToGroup", null, "connection", bobs);
            feed.add("removeUserFromAllGroups", null, "user", "alice");
            feed.add("removeConnectionFromAllGroups", null, "connection", bobs);
            feed.add("send", "to nobody");
            feed.add("grantPermission", null, "connection", bobs, "permission", "sendToGroup");
            feed.add("revokePermission", null, "connection", bobs, "permission", "sendToGroup");
            feed.add("sendToAll", "to all");

            Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(stack.rest().status(sink.name()).at("/tasks/0/trace").asText())
                        .isEmpty();
                assertThat(alice.texts()).containsExactly("to alice's room", "to both", "to alice", "to all");
                assertThat(bob.texts()).containsExactly("to both", "to bob's room", "to bob", "to all");
            });
            assertThat(await(emulator, "alice").groups()).isEmpty();
            assertThat(await(emulator, "bob").groups()).isEmpty();

            feed.add("closeConnection", null, "connection", bobs, "reason", "tired");
            assertThat(bob.closed()).succeedsWithin(LIMIT);
            assertThat(alice.closed()).isNotDone();
            feed.add("closeUserConnections", null, "user", "alice");
            assertThat(alice.closed()).succeedsWithin(LIMIT);
            sink.awaitRunning();
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordsChangeAndCloseManyConnectionsAtOnce(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("bulk", 1);
        HttpClient http = HttpClient.newHttpClient();
        try (Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT);
                LiveClient carol = LiveClient.connect(
                        http, ClientUrl.of(emulator, SinkConfig.HUB).ofUser("o'carol"));
                LiveClient dave = LiveClient.connect(
                        http, ClientUrl.of(emulator, SinkConfig.HUB).ofUser("dave"));
                Stack.Connector sink = stack.connector(
                        "bulk",
                        SinkConfig.with(
                                config(emulator, topic), "webpubsub.filter", "userId eq '${header.user|nobody}'"))) {
            Feed feed = new Feed(stack, topic);
            await(emulator, "dave");
            feed.add("addConnectionsToGroups", null, "user", "o'carol");
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> await(emulator, "o'carol").groups().equals(Set.of(ROOM)));
            assertThat(await(emulator, "dave").groups()).isEmpty();
            feed.add("removeConnectionsFromGroups", null, "user", "o'carol");
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> await(emulator, "o'carol").groups().isEmpty());
            feed.add("addConnectionsToGroups", null, "user", "o'carol");
            feed.add("closeGroupConnections", null);
            assertThat(carol.closed()).succeedsWithin(LIMIT);
            assertThat(dave.closed()).isNotDone();
            feed.add("closeAllConnections", null);
            assertThat(dave.closed()).succeedsWithin(LIMIT);
            sink.awaitRunning();
        }
    }

    private static Map<String, String> config(Emulator emulator, String topic) {
        return SinkConfig.with(
                SinkConfig.toGroupOfKey(emulator, topic),
                "ordering",
                "partition",
                "operation",
                "${header.webpubsub-operation}",
                "webpubsub.group",
                "${key}",
                "webpubsub.groups",
                "${key}",
                "webpubsub.user",
                "${header.user}",
                "webpubsub.connection",
                "${header.connection}",
                "webpubsub.permission",
                "${header.permission}",
                "webpubsub.permission.group",
                "${key}",
                "webpubsub.reason",
                "${header.reason|}",
                "webpubsub.excluded",
                "${header.excluded|}");
    }

    private static ClientSnapshot await(Emulator emulator, String user) {
        List<ClientSnapshot> found = Awaitility.await()
                .atMost(LIMIT)
                .until(
                        () -> emulator.clients(SinkConfig.HUB).stream()
                                .filter(client -> user.equals(client.userId()))
                                .toList(),
                        clients -> clients.size() == 1);
        return found.get(0);
    }

    /** Writes records that ask for an operation, all with the room's name as key. */
    private record Feed(Stack stack, String topic) {
        void add(String operation, @Nullable String value, String... headers) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, ROOM.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
            record.headers().add("webpubsub-operation", operation.getBytes(UTF_8));
            for (int i = 0; i < headers.length; i += 2) {
                record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
            }
            stack.kafka().send(record);
            stack.kafka().flush();
        }
    }
}
