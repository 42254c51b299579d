package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.emulator.Webhook.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no source settles about WebSocket clients behaves as the option says, in each of its values. */
@Tag("side-by-side")
class EmulatorClientRulesIT {
    private static final String EVENT = "{\"type\":\"event\",\"event\":\"order\",\"data\":1,\"ackId\":1}";

    private static TestClient talker(Wire wire) {
        return wire.client("chat")
                .json()
                .roles("webpubsub.joinLeaveGroup", "webpubsub.sendToGroup")
                .greeted();
    }

    private static TestClient recover(Wire wire, TestClient lost, String token) {
        return wire.client("chat")
                .anonymous()
                .reliable()
                .query("awps_connection_id", lost.id())
                .query("awps_reconnection_token", token)
                .connect();
    }

    private static String token(JsonNode greeting) {
        return greeting.path("reconnectionToken").asText();
    }

    @ParameterizedTest
    @CsvSource({"METADATA,true", "NONE,false"})
    void framesMayCarryMetadata(String mode, boolean carried) {
        Variants.with("client.messages.metadata", mode, (emulator, wire) -> {
            try (TestClient client = talker(wire)) {
                Wire.send(wire.request("POST", "/api/hubs/chat/:send", BodyPublishers.ofString("x"))
                        .header("X-WebPubSub-Metadata-Trace", "t")
                        .build());
                assertThat(client.json().has("metadata")).isEqualTo(carried);
                client.send("{\"type\":\"joinGroup\",\"group\":\"g\"}");
                client.send("{\"type\":\"sendToGroup\",\"group\":\"g\",\"data\":1,\"metadata\":{\"a\":\"b\"}}");
                assertThat(client.json().has("metadata")).isEqualTo(carried);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"JSON,json", "TEXT,text"})
    void aJsonStringIsJsonOrText(String mode, String dataType) {
        Variants.with("client.messages.json.strings", mode, (emulator, wire) -> {
            try (TestClient json = talker(wire);
                    TestClient simple = wire.client("chat").connect()) {
                wire.post("/api/hubs/chat/:send", "application/json", " \"hi\"");
                JsonNode frame = json.json();
                assertThat(frame.path("dataType").asText()).isEqualTo(dataType);
                assertThat(frame.path("data").asText()).isEqualTo("hi");
                assertThat(simple.next()).isEqualTo(" \"hi\"");
                wire.post("/api/hubs/chat/:send", "application/json", "{\"a\":\"b\"}");
                assertThat(json.json().path("dataType").asText()).isEqualTo("json");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"0,Duplicate", "3,Duplicate", "2,''"})
    void onlySoManyAckIdsAreRemembered(String max, String error) {
        Variants.with("client.acks.memory", max, (emulator, wire) -> {
            try (TestClient client = talker(wire)) {
                for (int id : new int[] {1, 2, 3, 1}) {
                    client.send("{\"type\":\"joinGroup\",\"group\":\"g\",\"ackId\":" + id + "}");
                }
                IntStream.range(0, 3).forEach(i -> client.next());
                assertThat(client.json().path("error").path("name").asText()).isEqualTo(error);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"SUCCESSES,Forbidden", "ALL,Duplicate"})
    void aFailedAckIdMayBeUsedUp(String mode, String error) {
        Variants.with("client.acks.remembered", mode, (emulator, wire) -> {
            try (TestClient client = wire.client("chat").json().greeted()) {
                String join = "{\"type\":\"joinGroup\",\"group\":\"g\",\"ackId\":1}";
                assertThat(client.send(join).json().path("error").path("name").asText())
                        .isEqualTo("Forbidden");
                assertThat(client.send(join).json().path("error").path("name").asText())
                        .isEqualTo(error);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"ACK_FIRST,ack", "MESSAGE_FIRST,message"})
    void theAckOfASendComesBeforeOrAfterItsEcho(String mode, String first) {
        Variants.with("client.acks.echo", mode, (emulator, wire) -> {
            try (TestClient client = talker(wire)) {
                client.send("{\"type\":\"joinGroup\",\"group\":\"g\"}");
                client.send("{\"type\":\"sendToGroup\",\"group\":\"g\",\"data\":1,\"ackId\":2}");
                assertThat(client.json().path("type").asText()).isEqualTo(first);
                assertThat(client.json().path("type").asText()).isNotEqualTo(first);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"ACK_FIRST,ack", "MESSAGE_FIRST,message"})
    void theAckOfAnEventComesBeforeOrAfterItsAnswer(String mode, String first) {
        try (Webhook webhook = new Webhook(event -> new Reply(200, "application/json", "{}"))) {
            EmulatorOptions hub = EmulatorOptions.DEFAULT.withHub("chat", webhook.hub());
            Variants.with(hub, "client.acks.reply", mode, (emulator, wire) -> {
                try (TestClient client = talker(wire)) {
                    assertThat(client.send(EVENT).json().path("type").asText()).isEqualTo(first);
                    assertThat(client.json().path("type").asText()).isNotEqualTo(first);
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "Duplicate"})
    void aRepeatedJoinMayBeAnError(String error) {
        Variants.with("client.acks.repeated.join", error, (emulator, wire) -> {
            try (TestClient client = talker(wire)) {
                client.send("{\"type\":\"joinGroup\",\"group\":\"g\",\"ackId\":1}");
                assertThat(client.json().path("success").asBoolean()).isTrue();
                client.send("{\"type\":\"joinGroup\",\"group\":\"g\",\"ackId\":2}");
                assertThat(client.json().path("error").path("name").asText()).isEqualTo(error);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"''", "NotFound"})
    void aSendToAnEmptyGroupMayBeAnError(String error) {
        Variants.with("client.acks.empty.group", error, (emulator, wire) -> {
            try (TestClient client = talker(wire)) {
                client.send("{\"type\":\"sendToGroup\",\"group\":\"g\",\"data\":1,\"ackId\":1}");
                assertThat(client.json().path("error").path("name").asText()).isEqualTo(error);
                client.send("{\"type\":\"joinGroup\",\"group\":\"g\"}");
                client.send("{\"type\":\"sendToGroup\",\"group\":\"g\",\"data\":1,\"ackId\":2}");
                assertThat(client.json().path("success").asBoolean()).isTrue();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "InternalServerError,STAYS_OPEN,ack pong",
        "InternalServerError,CLOSES,ack system 1011",
        "InvocationFailed,STAYS_OPEN,ack pong",
        "'',STAYS_OPEN,pong",
        "'',CLOSES,system 1011",
    })
    void aFailedEventIsAcknowledgedAndClosesAsTheOptionsSay(String error, String then, String seen) {
        try (Webhook webhook =
                new Webhook(event -> event.startsWith("order") ? new Reply(400, "text/plain", "no") : Reply.NOTHING)) {
            EmulatorOptions hub =
                    EmulatorOptions.DEFAULT.withHub("chat", webhook.hub()).with("client.events.failed.error", error);
            Variants.with(hub, "client.events.failed.then", then, (emulator, wire) -> {
                assertThat(fate(wire, error)).isEqualTo(seen);
                if (then.equals("CLOSES")) {
                    await().atMost(Duration.ofSeconds(5))
                            .until(() -> webhook.events().stream().anyMatch(e -> e.startsWith("disconnected:")));
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NotFound,STAYS_OPEN,ack pong",
        "NotFound,CLOSES,ack system 1011",
        "InternalServerError,STAYS_OPEN,ack pong",
        "'',STAYS_OPEN,pong",
        "'',CLOSES,system 1011",
    })
    void anEventNobodyTakesIsAcknowledgedAndClosesAsTheOptionsSay(String error, String then, String seen) {
        EmulatorOptions base = EmulatorOptions.DEFAULT.with("client.events.unhandled.error", error);
        Variants.with(base, "client.events.unhandled.then", then, (emulator, wire) -> assertThat(fate(wire, error))
                .isEqualTo(seen));
    }

    /** What a client sees after an event and a ping, up to the pong or the close code. */
    private static String fate(Wire wire, String error) {
        try (TestClient client = talker(wire)) {
            client.send(EVENT);
            client.send("{\"type\":\"ping\"}");
            StringBuilder fate = new StringBuilder();
            while (true) {
                JsonNode frame = client.json();
                fate.append(frame.path("type").asText());
                if (frame.path("type").asText().equals("pong")) {
                    return fate.toString();
                } else if (frame.path("type").asText().equals("system")) {
                    return fate.append(' ').append(client.closeCode()).toString();
                }
                assertThat(frame.path("error").path("name").asText()).isEqualTo(error);
                fate.append(' ');
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1008", "1003"})
    void aMalformedFrameClosesWithTheCodeOfTheOption(String code) {
        Variants.with("client.close.codes.malformed.frame", code, (emulator, wire) -> {
            try (TestClient client = talker(wire)) {
                client.send("nonsense");
                assertThat(client.closeCode()).isEqualTo(Integer.parseInt(code));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1008", "4403"})
    void aForbiddenSendOfASimpleClientClosesWithTheCodeOfTheOption(String code) {
        Variants.with("client.close.codes.forbidden.send", code, (emulator, wire) -> {
            try (TestClient client = wire.client("chat")
                    .query("webpubsub_mode", "sendToGroup")
                    .query("group", "g")
                    .connect()) {
                client.send("x");
                assertThat(client.closeCode()).isEqualTo(Integer.parseInt(code));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1011", "1000"})
    void aSimpleClientWithoutHandlerClosesWithTheCodeOfTheOption(String code) {
        Variants.with("client.close.codes.unhandled.event", code, (emulator, wire) -> {
            try (TestClient client = wire.client("chat").connect()) {
                client.send("x");
                assertThat(client.closeCode()).isEqualTo(Integer.parseInt(code));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1011", "1000"})
    void aSimpleClientWhoseEventFailedClosesWithTheCodeOfTheOption(String code) {
        try (Webhook webhook = new Webhook(
                event -> event.startsWith("message") ? new Reply(400, "text/plain", "no") : Reply.NOTHING)) {
            EmulatorOptions hub = EmulatorOptions.DEFAULT.withHub("chat", webhook.hub());
            Variants.with(hub, "client.close.codes.failed.event", code, (emulator, wire) -> {
                try (TestClient client = wire.client("chat").connect()) {
                    client.send("x");
                    assertThat(client.closeCode()).isEqualTo(Integer.parseInt(code));
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1008", "1013"})
    void aReliableClientThatAcknowledgesTooLittleClosesWithTheCodeOfTheOption(String code) {
        EmulatorOptions small = EmulatorOptions.DEFAULT.with("client.limits.replay.messages", "1");
        Variants.with(small, "client.close.codes.overflow", code, (emulator, wire) -> {
            try (TestClient client = wire.client("chat").reliable().greeted()) {
                wire.post("/api/hubs/chat/:send", "text/plain", "1");
                wire.post("/api/hubs/chat/:send", "text/plain", "2");
                assertThat(client.closeCode()).isEqualTo(Integer.parseInt(code));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"NEWER_WINS,1000", "OLDER_WINS,1008"})
    void ofTwoSocketsTheNewerOrTheOlderWins(String mode, int loserCode) {
        Variants.with("client.recovery.conflict", mode, (emulator, wire) -> {
            try (TestClient old = wire.client("chat").reliable().greeted();
                    TestClient fresh = recover(wire, old, token(old.greeting()))) {
                boolean newer = mode.equals("NEWER_WINS");
                assertThat((newer ? old : fresh).closeCode()).isEqualTo(loserCode);
                assertThat((newer ? fresh : old).isClosed()).isFalse();
                wire.post("/api/hubs/chat/:send", "text/plain", "x");
                if (newer) {
                    fresh.next();
                }
                assertThat((newer ? fresh : old).json().path("data").asText()).isEqualTo("x");
                old.cut();
                fresh.cut();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"7d,true", "0ms,false"})
    void aReconnectionTokenHasItsTime(String life, boolean recovered) {
        Variants.with("client.recovery.token.life", life, (emulator, wire) -> {
            try (TestClient lost = wire.client("chat").reliable().greeted()) {
                lost.cut();
                try (TestClient back = recover(wire, lost, token(lost.greeting()))) {
                    assertRecovered(back, recovered);
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"VALID,true", "REPLACED,false"})
    void anOlderReconnectionTokenMayBeReplaced(String mode, boolean recovered) {
        Variants.with("client.recovery.older.tokens", mode, (emulator, wire) -> {
            try (TestClient first = wire.client("chat").reliable().greeted()) {
                first.cut();
                try (TestClient second = recover(wire, first, token(first.greeting()))) {
                    String newest = token(second.json());
                    second.cut();
                    try (TestClient third = recover(wire, first, token(first.greeting()))) {
                        assertRecovered(third, recovered);
                    }
                    try (TestClient fourth = recover(wire, first, newest)) {
                        assertRecovered(fourth, true);
                    }
                }
            }
        });
    }

    private static void assertRecovered(TestClient back, boolean recovered) {
        if (recovered) {
            assertThat(back.json().path("event").asText()).isEqualTo("connected");
        } else {
            assertThat(back.closeCode()).isEqualTo(1008);
        }
    }

    @ParameterizedTest
    @CsvSource({"FINAL,false", "RECOVERABLE,true"})
    void aGoodbyeIsFinalOrADropLikeAnyOther(String mode, boolean recovered) {
        Variants.with("client.recovery.goodbye", mode, (emulator, wire) -> {
            try (TestClient client = wire.client("chat").reliable().greeted()) {
                client.leave();
                assertThat(client.closeCode()).isEqualTo(1000);
                try (TestClient back = recover(wire, client, token(client.greeting()))) {
                    assertRecovered(back, recovered);
                }
            }
        });
    }

    @Test
    void handlersHearOfADropAtOnceOrAfterTheWindow() {
        for (String mode : new String[] {"AFTER_WINDOW", "AT_ONCE"}) {
            try (Webhook webhook = new Webhook(event -> Reply.NOTHING)) {
                EmulatorOptions hub =
                        EmulatorOptions.DEFAULT.withHub("chat", webhook.hub()).with("client.recovery.window", "1s");
                Variants.with(hub, "client.recovery.disconnected", mode, (emulator, wire) -> {
                    try (TestClient client = wire.client("chat").reliable().greeted()) {
                        client.cut();
                        await().atMost(Duration.ofSeconds(5))
                                .pollInterval(Duration.ofMillis(5))
                                .until(() -> disconnected(webhook) > 0);
                        assertThat(emulator.clients("chat")).hasSize(mode.equals("AT_ONCE") ? 1 : 0);
                        await().atMost(Duration.ofSeconds(5))
                                .until(() -> emulator.clients("chat").isEmpty());
                        // connect, connected, disconnected
                        assertThat(emulator.stats().eventsSent()).isEqualTo(3);
                    }
                });
            }
        }
    }

    private static long disconnected(Webhook webhook) {
        return webhook.events().stream()
                .filter(event -> event.startsWith("disconnected:"))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"OMITTED,false", "SENT,true"})
    void eventsMayBeSignedWithKeysThatAreSwitchedOff(String mode, boolean signed) {
        try (Webhook webhook = new Webhook(event -> Reply.NOTHING)) {
            EmulatorOptions off =
                    EmulatorOptions.DEFAULT.withHub("chat", webhook.openHub()).with("keys.local.auth", "OFF");
            Variants.with(off, "upstream.requests.unkeyed.signature", mode, (emulator, wire) -> {
                try (TestClient client = wire.client("chat").anonymous().json().greeted()) {
                    assertThat(client.id()).isNotEmpty();
                    assertThat(webhook.signatures()).isNotEmpty().allMatch(text -> signed == !text.isEmpty());
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1,true", "100,false"})
    void aClientThatDoesNotAnswerPingsIsClosedAfterSoMany(String missed, boolean closed) {
        EmulatorOptions quick = EmulatorOptions.DEFAULT.with("client.pings.interval", "20ms");
        Variants.with(quick, "client.pings.missed.max", missed, (emulator, wire) -> {
            try (TestClient deaf = wire.client("chat").notReading().connect()) {
                if (closed) {
                    await().atMost(Duration.ofSeconds(5))
                            .until(() -> emulator.clients("chat").isEmpty());
                } else {
                    await().pollDelay(Duration.ofMillis(200))
                            .until(() -> emulator.clients("chat").size() == 1);
                }
                assertThat(deaf.waiting()).isZero();
            }
        });
    }
}
