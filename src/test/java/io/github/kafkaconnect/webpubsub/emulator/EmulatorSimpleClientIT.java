package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings.AnonymousConnectPolicy;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients without subprotocol, and what every client meets at the door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("side-by-side")
class EmulatorSimpleClientIT {
    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @BeforeAll
    void start() {
        ClientRules rules = ClientRules.DEFAULT.withQueueMax(new ClientRules.Bounds(50, 16L * 1024 * 1024));
        emulator = Emulator.start(EmulatorOptions.DEFAULT
                .withClient(rules)
                .withHub("Open", new HubSettings(List.of(), AnonymousConnectPolicy.ALLOW, 20)));
        wire = Wire.to(emulator);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    @Test
    void payloadsArriveBare() {
        try (TestClient client = wire.client("bare").connect()) {
            assertThat(client.subprotocol()).isEmpty();
            wire.post("/api/hubs/bare/:send", "text/plain", "hi");
            wire.post("/api/hubs/bare/:send", "application/json", "\"hi\"");
            Wire.send(wire.request("POST", "/api/hubs/bare/:send", BodyPublishers.ofByteArray(new byte[] {0, 'h', 'i'}))
                    .header("Content-Type", "application/octet-stream")
                    .build());
            assertThat(client.next()).isEqualTo("hi");
            assertThat(client.next()).isEqualTo("\"hi\"");
            assertThat(client.next()).isEqualTo("binary:\0hi");
        }
    }

    @Test
    void aFrameWithoutHandlerClosesWith1011() {
        try (TestClient client = wire.client("bare").connect()) {
            client.send("hello");
            assertThat(client.closeCode()).isEqualTo(1011);
        }
    }

    @Test
    void inGroupModeEachFrameIsAMessageToTheGroup() {
        try (TestClient sender = wire.client("mode")
                        .user("ann")
                        .groups("g")
                        .roles("webpubsub.sendToGroup.g")
                        .query("webpubsub_mode", "sendToGroup")
                        .query("group", "ignored")
                        .query("group", "g")
                        .query("noEcho", "true")
                        .connect();
                TestClient member = wire.client("mode").json().groups("g").greeted();
                TestClient forbidden = wire.client("mode")
                        .query("webpubsub_mode", "sendToGroup")
                        .query("group", "g")
                        .connect()) {
            sender.send("{\"a\":1}").sendBinary(new byte[] {1, 2, 3});
            assertThat(member.next())
                    .isEqualTo("{\"type\":\"message\",\"from\":\"group\",\"group\":\"g\",\"fromUserId\":\"ann\","
                            + "\"dataType\":\"text\",\"data\":\"{\\\"a\\\":1}\"}");
            assertThat(member.json().path("data").asText()).isEqualTo("AQID");
            assertThat(sender.rest()).isEmpty();
            forbidden.send("x");
            assertThat(forbidden.closeCode()).isEqualTo(1008);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "webpubsub_mode,nonsense,,",
        "webpubsub_mode,sendToGroup,,",
        "webpubsub_mode,sendToGroup,group,' '",
    })
    void anInvalidModeFailsBeforeTheUpgrade(String name, String value, String name2, String value2) {
        TestClient.Plan plan = wire.client("mode").query(name, value);
        assertThat((name2 == null ? plan : plan.query(name2, value2)).refusal()).isEqualTo(400);
    }

    @Test
    void onlyAValidTokenOpensTheDoor() {
        long now = Instant.now().getEpochSecond();
        assertThat(wire.client("door").anonymous().refusal()).isEqualTo(401);
        assertThat(wire.client("door").token("nonsense").refusal()).isEqualTo(401);
        assertThat(wire.client("door")
                        .token(wire.clientToken("other", claims -> {}))
                        .refusal())
                .isEqualTo(401);
        assertThat(wire.client("door")
                        .claim(claims -> claims.claim("exp", now - 400))
                        .refusal())
                .isEqualTo(401);
        assertThat(wire.client("door")
                        .token(wire.signingWith("another-key-another-key-another-key")
                                .clientToken("door", claims -> {}))
                        .refusal())
                .isEqualTo(401);
        String wss = wire.token("ws://localhost:" + emulator.port() + "/client/hubs/door", claims -> {});
        try (TestClient client = wire.client("DOOR").token(wss).connect()) {
            assertThat(client.subprotocol()).isEmpty();
        }
    }

    @Test
    void anOpenHubLetsAnybodyInButNotWithABadToken() {
        try (TestClient client = wire.client("open").anonymous().json().greeted()) {
            assertThat(client.greeting().path("userId").isNull()).isTrue();
        }
        assertThat(wire.client("open").token("nonsense").refusal()).isEqualTo(401);
    }

    @Test
    void ofSeveralSubprotocolsTheFirstKnownOneIsTaken() {
        try (TestClient client = wire.client("several")
                .subprotocols("mine", "json.webpubsub.azure.v1")
                .reliable()
                .connect()) {
            assertThat(client.subprotocol()).isEqualTo("json.webpubsub.azure.v1");
        }
        assertThat(wire.client("several")
                        .subprotocols("protobuf.webpubsub.azure.v1")
                        .refusal())
                .isEqualTo(501);
    }

    @Test
    void aFrameOverOneMegabyteClosesWith1009() {
        try (TestClient client = wire.client("big")
                .roles("webpubsub.sendToGroup")
                .query("webpubsub_mode", "sendToGroup")
                .query("group", "g")
                .groups("g")
                .connect()) {
            client.sendBinary(new byte[1_048_576]);
            assertThat(client.next()).hasSize(7 + 1_048_576);
            client.sendUnlessClosed(new byte[1_048_577]);
            assertThat(client.closeCode()).isIn(1009, 1006);
        }
        await().atMost(Duration.ofSeconds(5))
                .until(() -> emulator.clients("big").isEmpty());
    }

    @Test
    void aClientThatDoesNotReadIsClosed() {
        try (TestClient slow = wire.client("slow").notReading().connect();
                TestClient quick = wire.client("slow").connect()) {
            String chunk = "x".repeat(500_000);
            for (int sent = 0; sent < 80 && emulator.stats().slowClients() == 0; sent++) {
                wire.post("/api/hubs/slow/:send", "text/plain", chunk);
                assertThat(quick.next()).hasSize(chunk.length());
            }
            assertThat(emulator.stats().slowClients()).isEqualTo(1);
            assertThat(emulator.clients("slow")).hasSize(1);
            assertThat(slow.waiting()).isZero();
        }
    }

    @Test
    void aClientThatAnswersPingsStaysAndOneThatDoesNotIsDropped() {
        ClientRules rules = ClientRules.DEFAULT.withKeepAlive(Duration.ofMillis(60));
        try (Emulator pinging = Emulator.start(EmulatorOptions.DEFAULT.withClient(rules))) {
            Wire to = Wire.to(pinging);
            try (TestClient deaf =
                            to.client("ping").json().user("deaf").notReading().connect();
                    TestClient alive = to.client("ping").json().user("alive").greeted()) {
                await().atMost(Duration.ofSeconds(5))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> pinging.clients("ping").size() == 1);
                assertThat(pinging.clients("ping").get(0).userId()).isEqualTo("alive");
                assertThat(alive.isClosed()).isFalse();
                assertThat(deaf.waiting()).isZero();
            }
        }
    }

    @Test
    void anUpgradeThatIsNotAWebSocketIsAnOrdinaryRequest() {
        assertThat(wire.call("HEAD", "/api/health").statusCode()).isEqualTo(200);
        assertThat(emulator.recorded().stream()
                        .filter(request -> request.path().equals("/api/health"))
                        .findFirst()
                        .orElseThrow()
                        .header("upgrade"))
                .contains("h2c");
    }
}
