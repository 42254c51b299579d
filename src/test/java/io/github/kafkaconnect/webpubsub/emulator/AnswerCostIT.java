package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.emulator.Webhook.Reply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see of an answer 503, and of a handler that is not there: rows of the page's table of what an answer costs. */
class AnswerCostIT {
    private static final Reply LATER = new Reply(503, "text/plain", "later");
    private static final int ATTEMPTS = 3;

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
        emulator = Emulator.start(
                EmulatorOptions.DEFAULT.withHub("chat", webhook.hub()).with("upstream.retry.delays", "10ms,10ms"));
        wire = Wire.to(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
        webhook.close();
    }

    @Test
    void aConnectIsRepeatedAndThenTheHandshakeFails() {
        script = event -> LATER;
        assertThat(wire.client("chat").json().refusal()).isEqualTo(503);
        assertThat(count("connect:")).isEqualTo(ATTEMPTS);
        assertThat(wire.client("chat").refusal()).isEqualTo(503);
        assertThat(emulator.clients("chat")).isEmpty();

        script = once("connect:");
        try (TestClient client = wire.client("chat").json().greeted()) {
            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void aUserEventIsRepeatedAndThenCostsASimpleClientItsConnectionAndOthersTheirAck() {
        try (TestClient json = wire.client("chat").json().greeted();
                TestClient simple = wire.client("chat").connect()) {
            script = once("message:");
            simple.send("x");
            json.send(event(1));
            assertThat(ack(json, 1).path("success").asBoolean()).isTrue();
            await().atMost(Duration.ofSeconds(5)).until(() -> count("message:") == 2);

            script = event -> LATER;
            json.send(event(2));
            assertThat(ack(json, 2).path("error").path("name").asText()).isEqualTo("InternalServerError");
            simple.send("y");
            assertThat(simple.closeCode()).isEqualTo(1011);
            assertThat(count("message:")).isEqualTo(2 + ATTEMPTS);

            script = event -> Reply.NOTHING;
            json.send(event(3));
            assertThat(ack(json, 3).path("success").asBoolean()).isTrue();
        }
    }

    @Test
    void whatBecomesOfLifecycleEventsIsNotSeen() {
        script = event -> event.startsWith("connected:") || event.startsWith("disconnected:") ? LATER : Reply.NOTHING;
        try (TestClient json = wire.client("chat").json().greeted();
                TestClient simple = wire.client("chat").connect()) {
            await().atMost(Duration.ofSeconds(5)).until(() -> count("connected:") == 2 * ATTEMPTS);
            json.send(event(1));
            assertThat(ack(json, 1).path("success").asBoolean()).isTrue();
            simple.send("x");
            await().atMost(Duration.ofSeconds(5)).until(() -> count("message:") == 1);
            assertThat(simple.isClosed()).isFalse();
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> count("disconnected:") == 2 * ATTEMPTS);
    }

    @Test
    void aHandlerThatIsNotThereCostsTheSame() {
        try (TestClient json = wire.client("chat").json().greeted();
                TestClient simple = wire.client("chat").connect()) {
            webhook.close();
            json.send(event(1));
            assertThat(ack(json, 1).path("error").path("name").asText()).isEqualTo("InternalServerError");
            simple.send("x");
            assertThat(simple.closeCode()).isEqualTo(1011);
            assertThat(wire.client("chat").refusal()).isEqualTo(500);
        }
    }

    /** The first such event is answered 503. */
    private static Function<String, Reply> once(String start) {
        AtomicInteger seen = new AtomicInteger();
        return event -> event.startsWith(start) && seen.incrementAndGet() == 1 ? LATER : Reply.NOTHING;
    }

    private long count(String start) {
        return webhook.events().stream()
                .filter(event -> event.startsWith(start))
                .count();
    }

    private static String event(int ackId) {
        return "{\"type\":\"event\",\"event\":\"order\",\"data\":1,\"ackId\":" + ackId + "}";
    }

    private static JsonNode ack(TestClient client, int id) {
        JsonNode frame = client.json();
        assertThat(frame.path("type").asText()).isEqualTo("ack");
        assertThat(frame.path("ackId").asInt()).isEqualTo(id);
        return frame;
    }
}
