package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.emulator.Webhook.Reply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a client's frame through the event handler and back. */
@Tag("side-by-side")
class EmulatorEventIT {
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile Function<String, Reply> script = event -> Reply.NOTHING;

    @SuppressWarnings("NullAway.Init")
    private Webhook webhook;

    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @BeforeEach
    void start() {
        webhook = new Webhook(event -> script.apply(event));
        emulator = Emulator.start(EmulatorOptions.DEFAULT.withHub("chat", webhook.hub()));
        wire = Wire.to(emulator);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        emulator.close();
        webhook.close();
    }

    private void awaitEvents(int count) {
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> webhook.events().size() >= count);
    }

    @Test
    void theConnectAnswerDecidesWhoTheClientIs() {
        script = event -> event.startsWith("connect:")
                ? new Reply(
                        200,
                        "application/json",
                        "{\"userId\":\"eve\",\"groups\":[\"g\"],\"roles\":[\"webpubsub.joinLeaveGroup\"],"
                                + "\"subprotocol\":\"json.webpubsub.azure.v1\"}")
                : Reply.NOTHING;
        try (TestClient client = wire.client("chat")
                .user("ann")
                .subprotocols("mine", "json.webpubsub.azure.v1")
                .greeted()) {
            assertThat(client.greeting().path("userId").asText()).isEqualTo("eve");
            assertThat(emulator.clients("chat").get(0))
                    .extracting(ClientSnapshot::groups, ClientSnapshot::protocol)
                    .containsExactly(java.util.Set.of("g"), "json.webpubsub.azure.v1");
            client.send("{\"type\":\"joinGroup\",\"group\":\"x\",\"ackId\":1}");
            assertThat(client.json().path("success").asBoolean()).isTrue();
            awaitEvents(2);
            assertThat(webhook.events().get(0)).contains("\"sub\":[\"ann\"]", "\"mine\"");
            assertThat(webhook.events().get(1)).isEqualTo("connected:{}");
        }
    }

    @Test
    void aRefusedClientGetsTheStatusAndLeavesNoTrace() {
        script = event -> new Reply(403, "text/plain", "no");
        assertThat(wire.client("chat").json().refusal()).isEqualTo(403);
        assertThat(emulator.clients("chat")).isEmpty();
        assertThat(webhook.events()).hasSize(1);
    }

    @Test
    void anAnswerWithABodyComesBackAsAMessage() {
        script = event ->
                event.startsWith("order:") ? new Reply(200, "application/json", event.substring(6)) : Reply.NOTHING;
        try (TestClient json = wire.client("chat").json().greeted()) {
            json.send("{\"type\":\"event\",\"event\":\"order\",\"data\":{\"n\":1},\"ackId\":1}");
            assertThat(json.next())
                    .isEqualTo("{\"type\":\"message\",\"from\":\"server\",\"dataType\":\"json\",\"data\":{\"n\":1}}");
            assertThat(json.next()).isEqualTo("{\"type\":\"ack\",\"ackId\":1,\"success\":true}");
        }
        script = event -> event.startsWith("message:") ? new Reply(200, "text/plain", "got " + event) : Reply.NOTHING;
        try (TestClient simple = wire.client("chat").connect()) {
            simple.send("hi");
            assertThat(simple.next()).isEqualTo("got message:hi");
        }
    }

    @Test
    void aFailedEventIsANegativeAckForJsonAndTheEndForSimpleClients() {
        script = event -> event.startsWith("connect") ? Reply.NOTHING : new Reply(400, "text/plain", "secret");
        try (TestClient json = wire.client("chat").json().greeted();
                TestClient simple = wire.client("chat").connect()) {
            json.send("{\"type\":\"event\",\"event\":\"order\",\"data\":1,\"ackId\":1}");
            JsonNode ack = json.json();
            assertThat(ack.path("error").path("name").asText()).isEqualTo("InternalServerError");
            assertThat(ack.toString()).doesNotContain("secret");
            script = event -> Reply.NOTHING;
            json.send("{\"type\":\"event\",\"event\":\"order\",\"data\":1,\"ackId\":1}");
            assertThat(json.json().path("success").asBoolean()).isTrue();
            script = event -> new Reply(400, "text/plain", "secret");
            simple.send("x");
            assertThat(simple.closeCode()).isEqualTo(1011);
        }
    }

    @Test
    void theNextFrameWaitsForTheAnswerToTheFormer() {
        script = event -> {
            if (event.equals("a:1")) {
                awaitGate();
            }
            return Reply.NOTHING;
        };
        try (TestClient client = wire.client("chat").json().greeted()) {
            client.send("{\"type\":\"event\",\"event\":\"a\",\"data\":1,\"ackId\":1}");
            client.send("{\"type\":\"event\",\"event\":\"b\",\"data\":2,\"ackId\":2}");
            client.send("{\"type\":\"ping\"}");
            wire.post("/api/hubs/chat/:send", "text/plain", "meanwhile");
            assertThat(client.json().path("data").asText()).isEqualTo("meanwhile");
            assertThat(webhook.events()).noneMatch(event -> event.startsWith("b:"));
            gate.countDown();
            assertThat(client.json().path("ackId").asInt()).isEqualTo(1);
            assertThat(client.json().path("ackId").asInt()).isEqualTo(2);
            assertThat(client.json().path("type").asText()).isEqualTo("pong");
            assertThat(webhook.events()).containsSubsequence("a:1", "b:2");
        }
    }

    private void awaitGate() {
        try {
            assertThat(gate.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatAClientSentBeforeItSaidGoodbyeIsStillHandled() {
        try (TestClient client = wire.client("chat").json().greeted()) {
            for (int i = 0; i < 100; i++) {
                client.send("{\"type\":\"event\",\"event\":\"e\",\"data\":" + i + "}");
            }
            client.leave();
            awaitEvents(103);
            assertThat(webhook.events())
                    .filteredOn(event -> event.startsWith("e:"))
                    .hasSize(100);
            assertThat(webhook.events()).last().isEqualTo("disconnected:{\"reason\":\"\"}");
            assertThat(emulator.clients("chat")).isEmpty();
        }
        // The webhook has the last event before the emulator has the webhook's answer.
        await().atMost(Duration.ofSeconds(5)).until(() -> emulator.stats().eventsAnswered() >= 103);
        Stats stats = emulator.stats();
        assertThat(stats.eventsSent()).isEqualTo(103);
        assertThat(stats.eventsAnswered()).isEqualTo(103);
        assertThat(stats.eventsFailed()).isZero();
    }
}
