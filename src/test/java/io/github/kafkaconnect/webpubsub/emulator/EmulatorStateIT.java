package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.emulator.Webhook.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is remembered of a connection, for how long, and how much of it. */
@Tag("side-by-side")
class EmulatorStateIT {
    private static final String SEND = "/api/hubs/chat/:send";

    private final CountDownLatch gate = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    private void start(EmulatorOptions options) {
        emulator = Emulator.start(options);
        wire = Wire.to(emulator);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        emulator.close();
    }

    private TestClient recover(String id, String token) {
        return wire.client("chat")
                .anonymous()
                .reliable()
                .query("awps_connection_id", id)
                .query("awps_reconnection_token", token)
                .connect();
    }

    private TestClient recover(TestClient lost) {
        return recover(lost.id(), lost.greeting().path("reconnectionToken").asText());
    }

    private int permission(String method, TestClient client, String permission, String group) {
        return wire.call(
                        method,
                        "/api/hubs/chat/permissions/" + permission + "/connections/" + client.id() + "?targetName="
                                + group)
                .statusCode();
    }

    @Test
    void literalPermissionsRunOut() {
        start(EmulatorOptions.DEFAULT.with("client.limits.literal.permissions", "2"));
        try (TestClient client = wire.client("chat").json().greeted();
                TestClient other = wire.client("chat").json().greeted()) {
            assertThat(permission("PUT", client, "sendToGroup", "a")).isEqualTo(200);
            assertThat(permission("PUT", client, "joinLeaveGroup", "b")).isEqualTo(200);
            HttpResponse<String> full = wire.call(
                    "PUT", "/api/hubs/chat/permissions/sendToGroup/connections/" + client.id() + "?targetName=c");
            assertThat(full.statusCode()).isEqualTo(409);
            assertThat(full.headers().firstValue("x-ms-error-code")).hasValue("Error.Connection.Conflict");
            assertThat(full.body()).contains("Error.Connection.Conflict");
            assertThat(permission("HEAD", client, "sendToGroup", "c")).isEqualTo(404);
            assertThat(permission("PUT", client, "sendToGroup", "a")).isEqualTo(200);
            assertThat(permission("PUT", other, "sendToGroup", "c")).isEqualTo(200);
            assertThat(permission("DELETE", client, "joinLeaveGroup", "b")).isEqualTo(204);
            assertThat(permission("PUT", client, "sendToGroup", "c")).isEqualTo(200);
        }
    }

    @Test
    void exceptionsFromABroaderRoleRunOutAsWell() {
        start(EmulatorOptions.DEFAULT.with("client.limits.literal.permissions", "1"));
        try (TestClient client =
                wire.client("chat").json().roles("webpubsub.sendToGroup").greeted()) {
            assertThat(permission("PUT", client, "sendToGroup", "a")).isEqualTo(200);
            assertThat(permission("DELETE", client, "sendToGroup", "a")).isEqualTo(204);
            assertThat(permission("DELETE", client, "sendToGroup", "a")).isEqualTo(204);
            assertThat(permission("DELETE", client, "sendToGroup", "b")).isEqualTo(409);
            assertThat(permission("HEAD", client, "sendToGroup", "b")).isEqualTo(200);
            assertThat(permission("PUT", client, "sendToGroup", "a")).isEqualTo(200);
            assertThat(permission("DELETE", client, "sendToGroup", "b")).isEqualTo(204);
            assertThat(permission("HEAD", client, "sendToGroup", "a")).isEqualTo(200);
        }
    }

    @Test
    void whatExpiresInTheQueueOfASlowClientIsNotSent() {
        start(EmulatorOptions.DEFAULT);
        int chunks = 24;
        try (TestClient slow = wire.client("chat").notReading().connect()) {
            String chunk = "x".repeat(500_000);
            for (int i = 0; i < chunks; i++) {
                wire.post(SEND, "text/plain", chunk);
            }
            wire.post(SEND + "?messageTtlSeconds=1", "text/plain", "expires");
            wire.post(SEND + "?messageTtlSeconds=300", "text/plain", "lasts");
            wire.post(SEND + "?messageTtlSeconds=0", "text/plain", "has no end");
            assertThat(emulator.stats().messagesDelivered()).isLessThan(chunks);
            await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
            slow.startReading();
            for (int i = 0; i < chunks; i++) {
                assertThat(slow.next()).hasSize(chunk.length());
            }
            assertThat(slow.next()).isEqualTo("lasts");
            assertThat(slow.next()).isEqualTo("has no end");
            assertThat(emulator.stats().messagesExpired()).isEqualTo(1);
            assertThat(emulator.stats().messagesDelivered()).isEqualTo(chunks + 2);
        }
    }

    @Test
    void whatExpiresWhileAReliableClientIsAwayIsNotSentAgain() {
        start(EmulatorOptions.DEFAULT);
        try (TestClient lost = wire.client("chat").reliable().greeted()) {
            lost.cut();
            wire.post(SEND + "?messageTtlSeconds=1", "text/plain", "expires");
            wire.post(SEND, "text/plain", "lasts");
            await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
            try (TestClient back = recover(lost)) {
                assertThat(back.json().path("event").asText()).isEqualTo("connected");
                JsonNode frame = back.json();
                assertThat(frame.path("data").asText()).isEqualTo("lasts");
                assertThat(frame.path("sequenceId").asInt()).isEqualTo(2);
            }
        }
    }

    @Test
    void whatIsSentWhileASimpleClientIsAwayIsGone() {
        start(EmulatorOptions.DEFAULT);
        try (TestClient first = wire.client("chat").user("ann").groups("g").connect()) {
            first.cut();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> emulator.clients("chat").isEmpty());
        }
        for (String path : List.of(SEND, "/api/hubs/chat/users/ann/:send", "/api/hubs/chat/groups/g/:send")) {
            assertThat(wire.post(path, "text/plain", "missed").statusCode()).isEqualTo(202);
        }
        try (TestClient again = wire.client("chat").user("ann").groups("g").connect()) {
            wire.post(SEND, "text/plain", "seen");
            assertThat(again.next()).isEqualTo("seen");
            assertThat(again.rest()).isEmpty();
        }
    }

    @Test
    void aReliableClientThatDoesNotReadIsBoundByWhatItMayLeaveUnacknowledgedAlone() {
        start(EmulatorOptions.DEFAULT.with("client.limits.queue.messages", "1"));
        int sent = 20;
        try (RawClient slow = new RawClient(emulator, "chat", wire.clientToken("chat", claims -> {}))) {
            String chunk = "x".repeat(500_000);
            for (int i = 0; i < sent; i++) {
                wire.post(SEND, "text/plain", chunk);
            }
            assertThat(emulator.stats().messagesDelivered()).isLessThan(sent);
            assertThat(emulator.stats().slowClients()).isZero();
            slow.cut();
            try (TestClient back = recover(slow.id(), slow.reconnectionToken())) {
                back.json();
                for (int i = 1; i <= sent; i++) {
                    JsonNode frame = back.json();
                    assertThat(frame.path("sequenceId").asInt()).isEqualTo(i);
                    assertThat(frame.path("data").asText()).hasSize(chunk.length());
                }
            }
        }
    }

    @Test
    void aReliableClientThatAnswersNoPingIsCutAndMayComeBack() {
        // The witness must answer in time on a busy machine as well.
        start(EmulatorOptions.DEFAULT.with("client.pings.interval", "400ms"));
        try (RawClient deaf = new RawClient(emulator, "chat", wire.clientToken("chat", claims -> {}));
                TestClient witness = wire.client("chat").json().greeted()) {
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            wire.post(SEND, "text/plain", "missed");
            assertThat(witness.json().path("data").asText()).isEqualTo("missed");
            assertThat(emulator.stats().messagesDelivered()).isEqualTo(1);
            try (TestClient back = recover(deaf.id(), deaf.reconnectionToken())) {
                back.json();
                assertThat(back.json().path("data").asText()).isEqualTo("missed");
            }
        }
    }

    @Test
    void aDroppedConnectionCanBeClosedOrOverflowMeanwhile() {
        start(EmulatorOptions.DEFAULT.with("client.limits.replay.messages", "2"));
        try (TestClient closed = wire.client("chat").reliable().greeted();
                TestClient flooded = wire.client("chat").reliable().groups("g").greeted()) {
            closed.cut();
            flooded.cut();
            wire.call("DELETE", "/api/hubs/chat/connections/" + closed.id());
            for (int i = 0; i < 3; i++) {
                wire.post("/api/hubs/chat/groups/g/:send", "text/plain", "x");
            }
            assertThat(emulator.clients("chat")).isEmpty();
            try (TestClient one = recover(closed);
                    TestClient two = recover(flooded)) {
                assertThat(one.closeCode()).isEqualTo(1008);
                assertThat(two.closeCode()).isEqualTo(1008);
            }
        }
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anEventIsAnsweredAfterARecoveryThatCameMeanwhile() {
        try (Webhook webhook = new Webhook(event -> {
            if (event.startsWith("order:")) {
                awaitGate();
                return new Reply(200, "text/plain", "done");
            }
            return Reply.NOTHING;
        })) {
            start(EmulatorOptions.DEFAULT.withHub("chat", webhook.hub()));
            try (TestClient lost = wire.client("chat").reliable().greeted()) {
                lost.send("{\"type\":\"event\",\"event\":\"order\",\"data\":1,\"ackId\":1}");
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> emulator.stats().eventsSent() == 3);
                lost.cut();
                try (TestClient back = recover(lost)) {
                    assertThat(back.json().path("event").asText()).isEqualTo("connected");
                    gate.countDown();
                    JsonNode answer = back.json();
                    assertThat(answer.path("data").asText()).isEqualTo("done");
                    assertThat(answer.path("sequenceId").asInt()).isEqualTo(1);
                    assertThat(back.json().path("success").asBoolean()).isTrue();
                }
            }
        }
    }

    @Test
    void aClientFarAheadOfItsHandlerIsReadNoMore() {
        try (Webhook webhook = new Webhook(event -> {
            if (event.startsWith("e:")) {
                awaitGate();
            }
            return Reply.NOTHING;
        })) {
            start(EmulatorOptions.DEFAULT.withHub("chat", webhook.hub()));
            try (TestClient client = wire.client("chat").json().greeted()) {
                int frames = 400;
                String filler = "x".repeat(100_000);
                List<CompletableFuture<WebSocket>> writes = new ArrayList<>();
                CompletableFuture<WebSocket> last = CompletableFuture.completedFuture(null);
                for (int i = 0; i < frames; i++) {
                    String frame =
                            "{\"type\":\"event\",\"event\":\"e\",\"data\":{\"n\":" + i + ",\"f\":\"" + filler + "\"}}";
                    last = last.thenCompose(ignored -> client.sendLater(frame));
                    writes.add(last);
                }
                await().pollDelay(Duration.ofMillis(700)).until(() -> true);
                assertThat(writes.get(frames - 1)).isNotDone();
                gate.countDown();
                assertThat(writes.get(frames - 1)).succeedsWithin(Duration.ofSeconds(20));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> emulator.stats().eventsAnswered() == frames + 2);
                List<String> seen = webhook.events().stream()
                        .filter(event -> event.startsWith("e:"))
                        .map(event -> event.substring(7, event.indexOf(',')))
                        .toList();
                assertThat(seen)
                        .isEqualTo(IntStream.range(0, frames)
                                .mapToObj(Integer::toString)
                                .toList());
            }
        }
    }

    @Test
    void framesOfClientsWaitWhileItPlaysDead() {
        start(EmulatorOptions.DEFAULT);
        try (TestClient client = wire.client("chat").json().greeted()) {
            emulator.freeze();
            client.send("{\"type\":\"ping\"}");
            await().pollDelay(Duration.ofMillis(150)).until(() -> true);
            assertThat(client.rest()).isEmpty();
            emulator.unfreeze();
            assertThat(client.next()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @Test
    void onlyLoopbackReachesIt() throws IOException {
        start(EmulatorOptions.DEFAULT);
        try (Socket main = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), emulator.port())) {
            assertThat(main.isConnected()).isTrue();
        }
        // A socket that is bound to all addresses would take this one on Linux; elsewhere there is no such address.
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        assertThatThrownBy(() -> new Socket(other, emulator.port()).close()).isInstanceOf(IOException.class);
    }
}
