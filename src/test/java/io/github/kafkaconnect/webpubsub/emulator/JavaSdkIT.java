package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.RequestOptions;
import com.azure.core.util.BinaryData;
import com.azure.messaging.webpubsub.WebPubSubServiceClient;
import com.azure.messaging.webpubsub.WebPubSubServiceClientBuilder;
import com.azure.messaging.webpubsub.models.GetClientAccessTokenOptions;
import com.azure.messaging.webpubsub.models.WebPubSubClientAccessToken;
import com.azure.messaging.webpubsub.models.WebPubSubContentType;
import com.azure.messaging.webpubsub.models.WebPubSubPermission;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service's own Java SDK drives the emulator, one test per operation. Live clients check after each call that
 * exactly the right ones received the message: a barrier is sent to all afterwards, and everything before it counts.
 */
final class JavaSdkIT {
    private static final String HUB = "chat";
    private static final RequestOptions NONE = new RequestOptions();

    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT);
    private final Map<String, TestClient> clients = new LinkedHashMap<>();
    private final WebPubSubServiceClient sdk = new WebPubSubServiceClientBuilder()
            .connectionString(emulator.connectionString())
            .hub(HUB)
            .buildClient();
    private int barriers;

    @BeforeEach
    void connectClients() {
        join("ann1", new GetClientAccessTokenOptions().setUserId("ann"));
        join("ann2", new GetClientAccessTokenOptions().setUserId("ann").addGroup("red"));
        join(
                "bob",
                new GetClientAccessTokenOptions()
                        .setUserId("bob")
                        .addGroup("red")
                        .addGroup("blue"));
        join("nobody", new GetClientAccessTokenOptions());
    }

    @AfterEach
    void close() {
        clients.values().forEach(TestClient::close);
        emulator.close();
    }

    private TestClient join(String name, GetClientAccessTokenOptions options) {
        String token = sdk.getClientAccessToken(options).getToken();
        TestClient client = Wire.to(emulator).client(HUB).token(token).json().greeted();
        clients.put(name, client);
        return client;
    }

    private TestClient client(String name) {
        TestClient client = clients.get(name);
        if (client == null) {
            throw new IllegalArgumentException("no client " + name);
        }
        return client;
    }

    private String id(String name) {
        return client(name).id();
    }

    /** What each connected client received since the last barrier. */
    private Map<String, List<JsonNode>> received() {
        String barrier = "barrier-" + ++barriers;
        sdk.sendToAll(barrier, WebPubSubContentType.TEXT_PLAIN);
        Map<String, List<JsonNode>> received = new LinkedHashMap<>();
        clients.forEach((name, client) -> {
            List<JsonNode> frames = new ArrayList<>();
            for (JsonNode frame = client.json(); !frame.path("data").asText().equals(barrier); frame = client.json()) {
                frames.add(frame);
            }
            received.put(name, frames);
        });
        return received;
    }

    /** Only these clients received something, and that is one frame with this text. */
    private void assertReceived(String data, String... names) {
        Map<String, List<JsonNode>> received = received();
        for (String name : clients.keySet()) {
            assertThat(received.get(name))
                    .as(name)
                    .extracting(frame -> frame.path("data").asText())
                    .isEqualTo(List.of(names).contains(name) ? List.of(data) : List.of());
        }
    }

    private static RequestOptions query(String name, String value) {
        return new RequestOptions().addQueryParam(name, value);
    }

    private static RequestOptions text() {
        return new RequestOptions().setHeader(HttpHeaderName.CONTENT_TYPE, "text/plain");
    }

    @Test
    void getClientAccessToken() {
        WebPubSubClientAccessToken token = sdk.getClientAccessToken(new GetClientAccessTokenOptions()
                .setUserId("eve")
                .addRole("webpubsub.joinLeaveGroup.red")
                .addGroup("green")
                .setExpiresAfter(Duration.ofMinutes(5)));
        assertThat(URI.create(token.getUrl()))
                .hasScheme("ws")
                .hasHost("127.0.0.1")
                .hasPort(emulator.port())
                .hasPath("/client/hubs/chat")
                .hasParameter("access_token", token.getToken());
        TestClient eve =
                Wire.to(emulator).client(HUB).token(token.getToken()).json().greeted();
        clients.put("eve", eve);
        assertThat(eve.greeting().path("userId").asText()).isEqualTo("eve");
        assertThat(join(eve, "red")).isEqualTo("success");
        assertThat(join(eve, "blue")).isEqualTo("Forbidden");
        sdk.sendToGroup("green", "to green", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("to green", "eve");
    }

    private static String join(TestClient client, String group) {
        client.send("{\"type\":\"joinGroup\",\"group\":\"" + group + "\",\"ackId\":" + System.nanoTime() + "}");
        JsonNode ack = client.json();
        assertThat(ack.path("type").asText()).isEqualTo("ack");
        return ack.path("success").asBoolean()
                ? "success"
                : ack.path("error").path("name").asText();
    }

    @Test
    void sendToAll() {
        sdk.sendToAll("to all", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("to all", "ann1", "ann2", "bob", "nobody");
    }

    @Test
    void sendToAllWithFilter() {
        sdk.sendToAllWithResponse(
                BinaryData.fromString("filtered"),
                WebPubSubContentType.TEXT_PLAIN,
                8,
                query("filter", "userId eq 'ann' and not ('red' in groups)"));
        assertReceived("filtered", "ann1");
    }

    @Test
    void sendToAllWithExcludedConnections() {
        RequestOptions excluded = text().addQueryParam("excluded", id("ann1")).addQueryParam("excluded", id("nobody"));
        sdk.sendToAllWithResponse(BinaryData.fromString("but two"), excluded);
        assertReceived("but two", "ann2", "bob");
    }

    @Test
    void sendToAllWithMessageTtl() {
        assertThat(sdk.sendToAllWithResponse(
                                BinaryData.fromString("brief"), text().addQueryParam("messageTtlSeconds", "60"))
                        .getStatusCode())
                .isEqualTo(202);
        assertReceived("brief", "ann1", "ann2", "bob", "nobody");
        assertThatExceptionOfType(HttpResponseException.class)
                .isThrownBy(() -> sdk.sendToAllWithResponse(
                        BinaryData.fromString("x"), text().addQueryParam("messageTtlSeconds", "301")))
                .satisfies(refused ->
                        assertThat(refused.getResponse().getStatusCode()).isEqualTo(400));
    }

    @Test
    void sendsEachContentType() {
        sdk.sendToConnection(id("bob"), "{\"a\":1}", WebPubSubContentType.APPLICATION_JSON);
        byte[] bytes = {0, 1, (byte) 0xFF};
        sdk.sendToConnectionWithResponse(
                id("bob"),
                BinaryData.fromBytes(bytes),
                WebPubSubContentType.APPLICATION_OCTET_STREAM,
                bytes.length,
                NONE);
        sdk.sendToConnection(id("bob"), "{\"a\":1}", WebPubSubContentType.TEXT_PLAIN);
        List<JsonNode> frames = received().getOrDefault("bob", List.of());
        assertThat(frames)
                .extracting(frame -> frame.path("dataType").asText() + " " + frame.path("data"))
                .containsExactly("json {\"a\":1}", "binary \"AAH/\"", "text \"{\\\"a\\\":1}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "a/b", "blanks and + and %41", "grüße 日本 🎉", "it's", "$&=?#"})
    void sendToGroup(String group) {
        sdk.addConnectionToGroupWithResponse(group, id("nobody"), NONE);
        sdk.sendToGroup(group, "to a group", WebPubSubContentType.TEXT_PLAIN);
        if (group.equals("red")) {
            assertReceived("to a group", "ann2", "bob", "nobody");
        } else {
            assertReceived("to a group", "nobody");
        }
    }

    @Test
    void sendToGroupWithFilterAndExcluded() {
        sdk.sendToGroupWithResponse(
                "red", BinaryData.fromString("one"), text().addQueryParam("filter", "userId eq 'ann'"));
        assertReceived("one", "ann2");
        sdk.sendToGroupWithResponse("red", BinaryData.fromString("two"), text().addQueryParam("excluded", id("ann2")));
        assertReceived("two", "bob");
    }

    @Test
    void sendToUser() {
        sdk.sendToUser("ann", "to ann", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("to ann", "ann1", "ann2");
        sdk.sendToUserWithResponse(
                "ann", BinaryData.fromString("in red"), text().addQueryParam("filter", "'red' in groups"));
        assertReceived("in red", "ann2");
        sdk.sendToUser("absent", "to nobody", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("to nobody");
    }

    @Test
    void sendToConnection() {
        sdk.sendToConnection(id("nobody"), "to one", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("to one", "nobody");
    }

    @Test
    void connectionUserAndGroupExist() {
        assertThat(sdk.connectionExistsWithResponse(id("bob"), NONE).getValue()).isTrue();
        assertThat(sdk.connectionExistsWithResponse("absent", NONE).getValue()).isFalse();
        assertThat(sdk.userExistsWithResponse("ann", NONE).getValue()).isTrue();
        assertThat(sdk.userExistsWithResponse("absent", NONE).getValue()).isFalse();
        assertThat(sdk.groupExistsWithResponse("blue", NONE).getValue()).isTrue();
        assertThat(sdk.groupExistsWithResponse("absent", NONE).getValue()).isFalse();
    }

    @Test
    void addsAndRemovesAConnectionToAndFromAGroup() {
        sdk.addConnectionToGroupWithResponse("green", id("ann1"), NONE);
        sdk.sendToGroup("green", "in", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("in", "ann1");
        sdk.removeConnectionFromGroupWithResponse("green", id("ann1"), NONE);
        sdk.sendToGroup("green", "out", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("out");
        assertThatExceptionOfType(HttpResponseException.class)
                .isThrownBy(() -> sdk.addConnectionToGroupWithResponse("green", "absent", NONE))
                .satisfies(refused ->
                        assertThat(refused.getResponse().getStatusCode()).isEqualTo(404));
    }

    @Test
    void removeConnectionFromAllGroups() {
        sdk.removeConnectionFromAllGroupsWithResponse(id("bob"), NONE);
        sdk.sendToGroup("red", "red", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("red", "ann2");
        sdk.sendToGroup("blue", "blue", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("blue");
    }

    @Test
    void addsAndRemovesAUserToAndFromAGroup() {
        sdk.addUserToGroupWithResponse("green", "ann", NONE);
        sdk.sendToGroup("green", "in", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("in", "ann1", "ann2");
        sdk.removeUserFromGroupWithResponse("green", "ann", NONE);
        sdk.sendToGroup("green", "out", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("out");
    }

    @Test
    void removeUserFromAllGroups() {
        sdk.removeUserFromAllGroupsWithResponse("bob", NONE);
        sdk.sendToGroup("red", "red", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("red", "ann2");
        assertThat(sdk.groupExistsWithResponse("blue", NONE).getValue()).isFalse();
    }

    @Test
    void addConnectionsToGroups() {
        sdk.addConnectionsToGroups(List.of("green", "gold"), "userId eq 'ann'");
        sdk.sendToGroup("gold", "gold", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("gold", "ann1", "ann2");
        sdk.sendToGroup("green", "green", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("green", "ann1", "ann2");
    }

    @Test
    void grantsChecksAndRevokesAPermission() {
        RequestOptions target = query("targetName", "red");
        TestClient nobody = client("nobody");
        WebPubSubPermission joining = WebPubSubPermission.JOIN_LEAVE_GROUP;
        assertThat(sdk.checkPermissionWithResponse(joining, id("nobody"), target)
                        .getValue())
                .isFalse();
        assertThat(join(nobody, "red")).isEqualTo("Forbidden");
        sdk.grantPermissionWithResponse(joining, id("nobody"), target);
        assertThat(sdk.checkPermissionWithResponse(joining, id("nobody"), target)
                        .getValue())
                .isTrue();
        assertThat(sdk.checkPermissionWithResponse(WebPubSubPermission.SEND_TO_GROUP, id("nobody"), target)
                        .getValue())
                .isFalse();
        assertThat(join(nobody, "red")).isEqualTo("success");
        sdk.revokePermissionWithResponse(joining, id("nobody"), target);
        assertThat(sdk.checkPermissionWithResponse(joining, id("nobody"), target)
                        .getValue())
                .isFalse();
        assertThat(join(nobody, "red")).isEqualTo("Forbidden");
    }

    @Test
    void closeConnection() {
        sdk.closeConnectionWithResponse(id("bob"), query("reason", "enough"));
        assertClosed("bob", "enough");
        assertThat(emulator.clients(HUB)).hasSize(3);
    }

    @Test
    void closeUserConnections() {
        sdk.closeUserConnectionsWithResponse("ann", query("excluded", id("ann2")));
        assertClosed("ann1", null);
        sdk.sendToAll("rest", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("rest", "ann2", "bob", "nobody");
    }

    @Test
    void closeGroupConnections() {
        sdk.closeGroupConnectionsWithResponse("red", query("reason", "closed"));
        assertClosed("ann2", "closed");
        assertClosed("bob", "closed");
        sdk.sendToAll("rest", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("rest", "ann1", "nobody");
    }

    @Test
    void closeAllConnections() {
        sdk.closeAllConnectionsWithResponse(query("excluded", id("bob")));
        for (String name : List.of("ann1", "ann2", "nobody")) {
            assertClosed(name, null);
        }
        sdk.sendToAll("rest", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("rest", "bob");
    }

    private void assertClosed(String name, @Nullable String reason) {
        TestClient client = client(name);
        JsonNode last = client.json();
        assertThat(last.path("event").asText()).as(name).isEqualTo("disconnected");
        if (reason != null) {
            assertThat(last.path("message").asText()).as(name).isEqualTo(reason);
        }
        assertThat(client.closeCode()).as(name).isEqualTo(1000);
        clients.remove(name);
    }

    @Test
    void takesTheSecondaryKeyAndRefusesAWrongOne() {
        WebPubSubServiceClient secondary = new WebPubSubServiceClientBuilder()
                .connectionString(emulator.secondaryConnectionString())
                .hub(HUB)
                .buildClient();
        secondary.sendToAll("secondary", WebPubSubContentType.TEXT_PLAIN);
        assertReceived("secondary", "ann1", "ann2", "bob", "nobody");
        WebPubSubServiceClient stranger = new WebPubSubServiceClientBuilder()
                .endpoint(emulator.endpoint())
                .credential(new AzureKeyCredential("a-key-that-nobody-has-given-to-the-emulator"))
                .hub(HUB)
                .buildClient();
        assertThatExceptionOfType(ClientAuthenticationException.class)
                .isThrownBy(() -> stranger.sendToAll("x", WebPubSubContentType.TEXT_PLAIN))
                .satisfies(refused ->
                        assertThat(refused.getResponse().getStatusCode()).isEqualTo(401));
        assertReceived("x");
    }
}
