package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code json.reliable.webpubsub.azure.v1}: nothing is lost while the client comes back in time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("side-by-side")
class EmulatorReliableClientIT {
    private static final Duration WINDOW = Duration.ofMillis(600);

    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @BeforeAll
    void start() {
        ClientRules rules =
                ClientRules.DEFAULT.withRecoveryWindow(WINDOW).withReplayMax(new ClientRules.Bounds(5, 10_000));
        emulator = Emulator.start(EmulatorOptions.DEFAULT.withClient(rules));
        wire = Wire.to(emulator);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private TestClient client(String hub) {
        return wire.client(hub)
                .reliable()
                .user("ann")
                .roles("webpubsub.joinLeaveGroup")
                .groups("g")
                .greeted();
    }

    private TestClient recover(String hub, TestClient lost) {
        return wire.client(hub)
                .anonymous()
                .reliable()
                .query("awps_connection_id", lost.id())
                .query(
                        "awps_reconnection_token",
                        lost.greeting().path("reconnectionToken").asText())
                .connect();
    }

    private void send(String hub, String text) {
        assertThat(wire.post("/api/hubs/" + hub + "/groups/g/:send", "text/plain", text)
                        .statusCode())
                .isEqualTo(202);
    }

    private static void assertMessage(JsonNode frame, int sequenceId, String data) {
        assertThat(frame.path("sequenceId").asInt()).isEqualTo(sequenceId);
        assertThat(frame.path("data").asText()).isEqualTo(data);
    }

    @Test
    void messagesAreNumberedFromOne() {
        try (TestClient ann = client("number")) {
            assertThat(ann.greeting().path("reconnectionToken").asText()).isNotEmpty();
            send("number", "a");
            send("number", "b");
            assertThat(ann.next())
                    .isEqualTo("{\"sequenceId\":1,\"type\":\"message\",\"from\":\"group\",\"group\":\"g\","
                            + "\"dataType\":\"text\",\"data\":\"a\"}");
            assertMessage(ann.json(), 2, "b");
        }
    }

    @Test
    void aRecoveredClientGetsWhatItDidNotAcknowledge() {
        try (TestClient ann = client("recover")) {
            send("recover", "acknowledged");
            send("recover", "received");
            ann.next();
            ann.next();
            ann.send("{\"type\":\"sequenceAck\",\"sequenceId\":1}");
            ann.send("{\"type\":\"ping\"}");
            ann.next();
            ann.cut();
            send("recover", "missed");
            try (TestClient back = recover("recover", ann)) {
                JsonNode greeting = back.json();
                assertThat(greeting.path("connectionId").asText()).isEqualTo(ann.id());
                assertThat(greeting.path("reconnectionToken").asText())
                        .isNotEqualTo(ann.greeting().path("reconnectionToken").asText());
                assertMessage(back.json(), 2, "received");
                assertMessage(back.json(), 3, "missed");
                send("recover", "next");
                assertMessage(back.json(), 4, "next");
                assertThat(emulator.clients("recover").get(0).groups()).containsExactly("g");
            }
        }
    }

    @Test
    void grantsAndAckIdsSurviveARecovery() {
        try (TestClient ann = client("grants")) {
            wire.call("PUT", "/api/hubs/grants/permissions/sendToGroup/connections/" + ann.id() + "?targetName=g");
            String join = "{\"type\":\"joinGroup\",\"group\":\"x\",\"ackId\":1}";
            ann.send(join).next();
            ann.cut();
            try (TestClient back = recover("grants", ann)) {
                back.next();
                back.send(join);
                assertThat(back.json().path("error").path("name").asText()).isEqualTo("Duplicate");
                back.send("{\"type\":\"sendToGroup\",\"group\":\"g\",\"data\":1,\"ackId\":2}");
                assertThat(back.json().path("success").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void whoComesTooLateIsRefusedWith1008() {
        try (TestClient ann = client("late")) {
            ann.cut();
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> emulator.clients("late").isEmpty());
            try (TestClient back = recover("late", ann)) {
                assertThat(back.closeCode()).isEqualTo(1008);
            }
        }
    }

    @Test
    void aWrongReconnectionTokenIsRefusedWith1008() {
        try (TestClient ann = client("wrong");
                TestClient other = client("wrong")) {
            try (TestClient thief = wire.client("wrong")
                    .anonymous()
                    .reliable()
                    .query("awps_connection_id", ann.id())
                    .query(
                            "awps_reconnection_token",
                            other.greeting().path("reconnectionToken").asText())
                    .connect()) {
                assertThat(thief.closeCode()).isEqualTo(1008);
            }
            assertThat(ann.isClosed()).isFalse();
        }
    }

    @Test
    void aRecoveryClosesTheOldSocketThatStillLives() {
        try (TestClient ann = client("twice");
                TestClient back = recover("twice", ann)) {
            assertThat(back.json().path("connectionId").asText()).isEqualTo(ann.id());
            assertThat(ann.closeCode()).isEqualTo(1000);
            send("twice", "x");
            assertMessage(back.json(), 1, "x");
            assertThat(emulator.clients("twice")).hasSize(1);
        }
    }

    @Test
    void whoLeavesTooMuchUnacknowledgedIsClosedForGood() {
        try (TestClient ann = client("overflow")) {
            for (int i = 1; i <= 6; i++) {
                send("overflow", "m" + i);
            }
            for (int i = 1; i <= 5; i++) {
                assertMessage(ann.json(), i, "m" + i);
            }
            assertThat(ann.json().path("event").asText()).isEqualTo("disconnected");
            assertThat(ann.closeCode()).isEqualTo(1008);
            try (TestClient back = recover("overflow", ann)) {
                assertThat(back.closeCode()).isEqualTo(1008);
            }
        }
    }

    @Test
    void acknowledgedMessagesFreeTheirRoom() {
        try (TestClient ann = client("room")) {
            for (int i = 1; i <= 20; i++) {
                send("room", "m" + i);
                assertMessage(ann.json(), i, "m" + i);
                ann.send("{\"type\":\"sequenceAck\",\"sequenceId\":" + i + "}");
                ann.send("{\"type\":\"ping\"}");
                assertThat(ann.json().path("type").asText()).isEqualTo("pong");
            }
        }
    }

    @Test
    void aGoodbyeIsFinal() {
        try (TestClient ann = client("bye")) {
            ann.leave();
            assertThat(ann.closeCode()).isEqualTo(1000);
            assertThat(emulator.clients("bye")).isEmpty();
        }
    }
}
