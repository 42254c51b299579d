package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code json.webpubsub.azure.v1}: acks, groups, roles, and the shape of every frame. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("side-by-side")
class EmulatorJsonClientIT {
    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @BeforeAll
    void start() {
        emulator = Emulator.start(EmulatorOptions.DEFAULT);
        wire = Wire.to(emulator);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private TestClient talker() {
        return wire.client("chat")
                .json()
                .user("ann")
                .roles("webpubsub.joinLeaveGroup", "webpubsub.sendToGroup")
                .greeted();
    }

    @Test
    void theFirstFrameSaysWhoIsConnected() {
        try (TestClient ann = talker()) {
            assertThat(ann.subprotocol()).isEqualTo("json.webpubsub.azure.v1");
            assertThat(ann.greeting().path("type").asText()).isEqualTo("system");
            assertThat(ann.greeting().path("event").asText()).isEqualTo("connected");
            assertThat(ann.greeting().path("userId").asText()).isEqualTo("ann");
            assertThat(ann.greeting().has("reconnectionToken")).isFalse();
        }
    }

    @Test
    void aSendComesBackUnlessItIsNotToBeEchoed() {
        try (TestClient ann = talker()) {
            ann.send("{\"type\":\"joinGroup\",\"group\":\"room1\",\"ackId\":1}");
            assertThat(ann.next()).isEqualTo("{\"type\":\"ack\",\"ackId\":1,\"success\":true}");
            ann.send(
                    "{\"type\":\"sendToGroup\",\"group\":\"room1\",\"dataType\":\"text\",\"data\":\"hi\",\"ackId\":2}");
            assertThat(ann.next()).isEqualTo("{\"type\":\"ack\",\"ackId\":2,\"success\":true}");
            assertThat(ann.next())
                    .isEqualTo("{\"type\":\"message\",\"from\":\"group\",\"group\":\"room1\",\"fromUserId\":\"ann\","
                            + "\"dataType\":\"text\",\"data\":\"hi\"}");
            ann.send("{\"type\":\"sendToGroup\",\"group\":\"room1\",\"data\":{\"a\":1},\"noEcho\":true,\"ackId\":3}");
            ann.send("{\"type\":\"leaveGroup\",\"group\":\"room1\",\"ackId\":4}");
            assertThat(ann.json().path("ackId").asInt()).isEqualTo(3);
            assertThat(ann.json().path("ackId").asInt()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"dataType\":\"json\",\"data\":{\"a\":[1,null]} | json   | {\"a\":[1,null]}",
                "\"data\":\"x\"                                | json   | \"x\"",
                "\"data\":null                               | json   | null",
                "\"dataType\":\"text\",\"data\":\"007\"          | text   | \"007\"",
                "\"dataType\":\"binary\",\"data\":\"AQID\"       | binary | \"AQID\"",
                "\"dataType\":\"protobuf\",\"data\":\"AQID\"     | protobuf | \"AQID\"",
            })
    void dataKeepsItsType(String fields, String dataType, String data) {
        try (TestClient ann = talker()) {
            ann.send("{\"type\":\"joinGroup\",\"group\":\"g\"}");
            ann.send("{\"type\":\"sendToGroup\",\"group\":\"g\"," + fields + "}");
            JsonNode frame = ann.json();
            assertThat(frame.path("dataType").asText()).isEqualTo(dataType);
            assertThat(frame.path("data").toString()).isEqualTo(data);
        }
    }

    @Test
    void aRepeatedAckIdIsADuplicateAndDoesNothing() {
        try (TestClient ann = talker()) {
            ann.send("{\"type\":\"joinGroup\",\"group\":\"g\",\"ackId\":18446744073709551615}");
            assertThat(ann.next()).contains("\"ackId\":18446744073709551615,\"success\":true");
            ann.send("{\"type\":\"leaveGroup\",\"group\":\"g\",\"ackId\":18446744073709551615}");
            JsonNode ack = ann.json();
            assertThat(ack.path("success").asBoolean()).isFalse();
            assertThat(ack.path("error").path("name").asText()).isEqualTo("Duplicate");
            assertThat(ack.path("error").path("message").asText())
                    .isEqualTo("Message with ack-id: 18446744073709551615 has been processed");
            ann.send("{\"type\":\"sendToGroup\",\"group\":\"g\",\"data\":1}");
            assertThat(ann.json().path("data").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "webpubsub.joinLeaveGroup,any,true",
        "webpubsub.joinLeaveGroup.g,g,true",
        "webpubsub.joinLeaveGroup.g,G,false",
        "webpubsub.sendToGroup,g,false",
        "webpubsub.joinLeaveGroups.a.*,a.x,true",
        "webpubsub.joinLeaveGroups.a.*,a.x.y,false",
        "webpubsub.joinLeaveGroups.a.**,a.x.y,true",
        "webpubsub.joinLeaveGroups.a?c,abc,true",
        "webpubsub.joinLeaveGroups.a?c,a.c,false",
        "webpubsub.joinLeaveGroups.a\\*,a*,true",
        "webpubsub.joinLeaveGroups.a\\*,ab,false",
        "webpubsub.joinLeaveGroups.a\\b,ab,false",
        "webpubsub.joinLeaveGroups.******,a,false",
    })
    void rolesDecideWhichGroupsMayBeJoined(String role, String group, boolean allowed) {
        try (TestClient client =
                wire.client("roles").json().user("u").roles(role).greeted()) {
            client.send("{\"type\":\"joinGroup\",\"group\":\"" + group + "\",\"ackId\":1}");
            JsonNode ack = client.json();
            assertThat(ack.path("success").asBoolean()).isEqualTo(allowed);
            assertThat(ack.path("error").path("name").asText()).isEqualTo(allowed ? "" : "Forbidden");
        }
    }

    @Test
    void aFailedAckIdMayBeTriedAgain() {
        try (TestClient client = wire.client("retry").json().greeted()) {
            String join = "{\"type\":\"joinGroup\",\"group\":\"g\",\"ackId\":7}";
            client.send(join);
            assertThat(client.json().path("error").path("name").asText()).isEqualTo("Forbidden");
            wire.call("PUT", "/api/hubs/retry/permissions/joinLeaveGroup/connections/" + client.id() + "?targetName=g");
            client.send(join);
            assertThat(client.json().path("success").asBoolean()).isTrue();
        }
    }

    @Test
    void aMemberWithoutPermissionStaysInItsGroup() {
        try (TestClient client = wire.client("stay").json().groups("g").greeted()) {
            client.send("{\"type\":\"sendToGroup\",\"group\":\"g\",\"data\":1,\"ackId\":1}");
            assertThat(client.json().path("error").path("name").asText()).isEqualTo("Forbidden");
            wire.post("/api/hubs/stay/groups/g/:send", "text/plain", "still here");
            assertThat(client.json().path("data").asText()).isEqualTo("still here");
        }
    }

    @Test
    void anEventNobodyHandlesIsNotFound() {
        try (TestClient client = wire.client("events").json().greeted()) {
            client.send("{\"type\":\"event\",\"event\":\"order\",\"data\":1,\"ackId\":1}");
            assertThat(client.json().path("error").path("name").asText()).isEqualTo("NotFound");
            client.send("{\"type\":\"event\",\"event\":\"order\",\"data\":1}");
            client.send("{\"type\":\"ping\"}");
            assertThat(client.next()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @Test
    void jsonInABinaryFrameIsUnderstood() {
        try (TestClient client = wire.client("bin").json().greeted()) {
            client.sendBinary("{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(client.next()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"type\":\"nonsense\"}",
                "{\"type\":\"joinGroup\"}",
                "{\"type\":\"joinGroup\",\"group\":\" \"}",
                "{\"type\":\"joinGroup\",\"group\":\"g\",\"ackId\":-1}",
                "{\"type\":\"joinGroup\",\"group\":\"g\",\"ackId\":18446744073709551616}",
                "{\"type\":\"joinGroup\",\"group\":\"g\",\"ackId\":\"1\"}",
                "{\"type\":\"sendToGroup\",\"group\":\"g\"}",
                "{\"type\":\"sendToGroup\",\"group\":\"g\",\"dataType\":\"text\",\"data\":1}",
                "{\"type\":\"sendToGroup\",\"group\":\"g\",\"dataType\":\"binary\",\"data\":\"!\"}",
                "{\"type\":\"sequenceAck\",\"sequenceId\":1}",
            })
    void aFrameThatDoesNotFitEndsTheConnection(String frame) {
        try (TestClient ann = talker()) {
            ann.send(frame);
            assertThat(ann.json().path("event").asText()).isEqualTo("disconnected");
            assertThat(ann.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void closingByRestTellsTheReason() {
        try (TestClient one = wire.client("close").json().user("ann").greeted();
                TestClient two = wire.client("close").json().user("ann").greeted()) {
            wire.call("DELETE", "/api/hubs/close/connections/" + one.id() + "?reason=go%20away");
            assertThat(one.next())
                    .isEqualTo("{\"type\":\"system\",\"event\":\"disconnected\",\"message\":\"go away\"}");
            assertThat(one.closeCode()).isEqualTo(1000);
            wire.call("POST", "/api/hubs/close/users/ann/:closeConnections?excluded=" + two.id());
            assertThat(two.isClosed()).isFalse();
            wire.call("POST", "/api/hubs/close/:closeConnections");
            assertThat(two.json().path("message").asText()).isEqualTo("Closed by REST API.");
            assertThat(emulator.clients("close")).isEmpty();
        }
    }

    @Test
    void everySendReachesExactlyTheOnesItIsFor() {
        try (TestClient ann = wire.client("fan").json().user("ann").groups("g").greeted();
                TestClient bob =
                        wire.client("fan").json().user("bob").groups("g", "h").greeted();
                TestClient cat = wire.client("fan").json().user("cat").greeted();
                TestClient elsewhere =
                        wire.client("fan2").json().user("ann").groups("g").greeted()) {
            String hub = "/api/hubs/fan";
            wire.post(hub + "/:send?excluded=" + ann.id() + "&excluded=" + cat.id(), "text/plain", "1:b");
            wire.post(hub + "/:send?filter='h'%20in%20groups%20or%20userId%20eq%20'cat'", "text/plain", "2:bc");
            wire.post(hub + "/groups/g/:send", "text/plain", "3:ab");
            wire.post(hub + "/groups/g/:send?excluded=" + bob.id(), "text/plain", "4:a");
            wire.post(hub + "/groups/g/:send?filter=userId%20ne%20'ann'", "text/plain", "5:b");
            wire.post(hub + "/users/ann/:send", "text/plain", "6:a");
            wire.post(hub + "/users/ann/:send?filter='h'%20in%20groups", "text/plain", "7:");
            wire.post(hub + "/connections/" + cat.id() + "/:send", "text/plain", "8:c");
            wire.post(hub + "/:send", "text/plain", "end");
            assertThat(untilEnd(ann)).isEqualTo("3:ab 4:a 6:a ");
            assertThat(untilEnd(bob)).isEqualTo("1:b 2:bc 3:ab 5:b ");
            assertThat(untilEnd(cat)).isEqualTo("2:bc 8:c ");
            assertThat(elsewhere.rest()).isEmpty();
        }
    }

    private static String untilEnd(TestClient client) {
        StringBuilder all = new StringBuilder();
        for (String data = client.json().path("data").asText();
                !data.equals("end");
                data = client.json().path("data").asText()) {
            all.append(data).append(' ');
        }
        return all.toString();
    }

    @Test
    void metadataTravelsWithTheMessage() {
        try (TestClient client = wire.client("meta").json().greeted()) {
            Wire.send(
                    wire.request("POST", "/api/hubs/meta/:send", java.net.http.HttpRequest.BodyPublishers.ofString("x"))
                            .header("X-WebPubSub-Metadata-Trace", "first, last")
                            .build());
            JsonNode frame = client.json();
            assertThat(frame.path("metadata").path("trace").asText()).isEqualTo("last");
            assertThat(frame.path("dataType").asText()).isEqualTo("binary");
            assertThat(frame.path("data").asText()).isEqualTo("eA==");
        }
    }
}
