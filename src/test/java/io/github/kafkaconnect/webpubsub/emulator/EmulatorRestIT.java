package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data plane answers as the decision table says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("side-by-side")
class EmulatorRestIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HUB = "/api/hubs/chat";

    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @BeforeAll
    void start() {
        emulator = Emulator.start(EmulatorOptions.DEFAULT.withRest(RestRules.DEFAULT.withKeyGeneratingTokens()));
        wire = Wire.to(emulator);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HEAD   | /api/health                                            | 200 |",
                "HEAD   | /api/hubs/chat/connections/gone                        | 404 | Warning.Connection.NotExisted",
                "HEAD   | /api/hubs/chat/groups/gone                             | 404 | Warning.Group.NotExisted",
                "HEAD   | /api/hubs/chat/users/gone                              | 404 | Warning.User.NotExisted",
                "DELETE | /api/hubs/chat/connections/gone                        | 204 |",
                "DELETE | /api/hubs/chat/connections/gone?reason=x               | 204 |",
                "POST   | /api/hubs/chat/groups/gone/:closeConnections           | 204 |",
                "POST   | /api/hubs/chat/users/gone/:closeConnections            | 204 |",
                "POST   | /api/hubs/nobody/:closeConnections?excluded=a          | 204 |",
                "PUT    | /api/hubs/chat/groups/g/connections/gone               | 404 | Error.Connection.NotExisted",
                "DELETE | /api/hubs/chat/groups/g/connections/gone               | 204 |",
                "DELETE | /api/hubs/chat/connections/gone/groups                 | 204 |",
                "GET    | /api/hubs/chat/groups/gone/connections                 | 200 |",
                "PUT    | /api/hubs/chat/users/gone/groups/g                     | 404 | Error.User.NotExisted",
                "DELETE | /api/hubs/chat/users/gone/groups/g                     | 204 |",
                "DELETE | /api/hubs/chat/users/gone/groups                       | 204 |",
                "PUT    | /api/hubs/chat/permissions/sendToGroup/connections/gone?targetName=g    | 404 | Info.Connection.NotExisted",
                "DELETE | /api/hubs/chat/permissions/sendToGroup/connections/gone?targetName=g    | 204 |",
                "HEAD   | /api/hubs/chat/permissions/JOINLEAVEGROUP/connections/gone?targetName=g | 404 | Info.Connection.NotExisted",
                "HEAD   | /api/hubs/chat/permissions/1/connections/gone?targetName=g | 404 | Info.Connection.NotExisted",
                "PUT    | /api/hubs/chat/permissions/0/connections/gone?targetName=g | 400 |",
                "PUT    | /api/hubs/chat/permissions/3/connections/gone?targetName=g | 400 |",
                "PUT    | /api/hubs/chat/permissions/1,2/connections/gone?targetName=g | 400 |",
                "PUT    | /api/hubs/chat/permissions/sendToGroup/connections/gone | 400 | Error.BadRequest",
                "DELETE | /api/hubs/chat/permissions/sendToGroup/connections/gone?targetName=%20 | 400 |",
                "POST   | /api/hubs/chat/:generateToken                          | 200 |",
                "POST   | /api/hubs/chat/:generateToken?minutesToExpire=0        | 400 |",
                "POST   | /api/hubs/chat/:generateToken?clientType=mqtt          | 200 |",
                "POST   | /api/hubs/chat/:generateToken?clientType=SocketIO      | 400 |",
                "POST   | /api/hubs/chat/:generateToken?group=%20                | 400 |",
                "GET    | /api/hubs/chat/groups/g/connections?top=0              | 400 |",
                "GET    | /api/hubs/chat/groups/g/connections?top=               | 400 |",
                "GET    | /api/hubs/chat/groups/g/connections?top=1&top=2        | 400 |",
                "GET    | /api/hubs/chat/groups/g/connections?maxpagesize=201    | 400 |",
                "GET    | /api/hubs/chat/groups/g/connections?continuationToken=nonsense | 400 |",
                "DELETE | /api/hubs/1chat/connections/gone                       | 400 | Error.BadRequest",
                "DELETE | /api/hubs/ch%20at/connections/gone                     | 400 |",
                "DELETE | /api/hubs/a%60b,c.d%5Be%5D/connections/gone            | 204 |",
                "HEAD   | /api/hubs/chat/groups/%20%20                           | 400 |",
                "HEAD   | /api/hubs/chat/groups/a%C3                             | 400 |",
                "GET    | /api/hubs/chat/groups/g                                | 405 |",
                "POST   | /api/hubs/chat/nonsense                                | 404 |",
                "GET    | /api/nonsense                                          | 404 |",
            })
    void answersAsTheTableSays(String method, String path, int status, String code) {
        HttpResponse<String> answer = wire.call(method, path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("api-supported-versions"))
                .hasValue("2021-10-01, 2022-11-01, 2023-07-01, 2024-01-01, 2024-12-01");
        if (code != null) {
            assertThat(answer.headers().firstValue("x-ms-error-code")).hasValue(code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/:send", "/groups/gone/:send", "/users/gone/:send", "/connections/gone/:send"})
    void sendsToNobodyAreAccepted(String path) {
        HttpResponse<String> answer = wire.post(HUB + path, "text/plain", "hi");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain                         | hi     | 202",
                "text/plain                         | ''     | 202",
                "text/plain; charset=utf-16         | hi     | 202",
                "text/plain; charset=nonsense       | hi     | 415",
                "application/octet-stream           | hi     | 202",
                "application/json                   | {}     | 202",
                "Application/JSON; charset=utf-8    | null   | 202",
                "application/json                   | 1e5    | 202",
                "application/json                   | {      | 400",
                "application/json                   | {}{}   | 400",
                "application/json                   | tru    | 400",
                "application/json                   | ''     | 400",
                "text/json                          | {}     | 415",
                "application/cloudevents+json       | {}     | 415",
                "nonsense                           | {}     | 415",
            })
    void bodiesAreCheckedByTheirMediaType(String contentType, String body, int status) {
        assertThat(wire.post(HUB + "/:send", contentType, body).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "messageTtlSeconds=300,202",
        "messageTtlSeconds=301,400",
        "messageTtlSeconds=-1,400",
        "messageTtlSeconds=,400",
        "messageTtlSeconds=1&messageTtlSeconds=2,400",
        "filter=userId%20eq%20null,202",
        "filter=,202",
        "filter=userId%20eq,400",
        "api-version=2021-10-01,202",
        "api-version=2099-01-01,400",
        "api-version=2024-12-01&api-version=2024-12-01,400",
    })
    void parametersOfSendsAreChecked(String query, int status) {
        assertThat(wire.post(HUB + "/:send?" + query, "text/plain", "hi").statusCode())
                .isEqualTo(status);
    }

    @Test
    void anErrorHasAFlatBodyThatNamesItsTarget() throws IOException {
        HttpResponse<String> answer = wire.call("PUT", HUB + "/groups/room1/connections/gone");
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(JSON.readTree("{\"code\":\"Error.Connection.NotExisted\","
                        + "\"message\":\"Connection `gone` is not found.\",\"target\":\"Connection\"}"));
        HttpResponse<String> version = wire.call("GET", HUB + "/groups/g/connections?api-version=1");
        assertThat(JSON.readTree(version.body()).path("target").asText()).isEqualTo("api-version");
        assertThat(JSON.readTree(version.body()).path("message").asText())
                .isEqualTo("The specified API version is not supported.");
    }

    @Test
    void operationsNewerThanTheVersionAskedForAreRefused() {
        assertThat(wire.call("GET", HUB + "/groups/g/connections?api-version=2024-01-01")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void bodiesOfUnknownLengthAndTooLongOnesAreRefused() {
        byte[] bytes = new byte[1_048_577];
        HttpResponse<String> chunked = Wire.send(wire.request(
                        "POST",
                        HUB + "/:send",
                        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
                .build());
        assertThat(chunked.statusCode()).isEqualTo(400);
        HttpResponse<String> tooLong = Wire.send(wire.request("POST", HUB + "/:send", BodyPublishers.ofByteArray(bytes))
                .build());
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("Invalid Content-Length header.");
        HttpResponse<String> longest =
                Wire.send(wire.request("POST", HUB + "/:send", BodyPublishers.ofByteArray(bytes, 0, 1_048_576))
                        .build());
        assertThat(longest.statusCode()).isEqualTo(202);
    }

    @Test
    void parametersAreCheckedBeforeTheTokenAndTheTokenBeforeTheRest() {
        Wire stranger = wire.signingWith("another-key-another-key-another-key");
        assertThat(stranger.post("/api/hubs/1/:send", "text/plain", "x").statusCode())
                .isEqualTo(400);
        assertThat(stranger.post(HUB + "/:send?filter=nonsense(", "text/json", "{")
                        .statusCode())
                .isEqualTo(401);
        assertThat(wire.post(HUB + "/:send?filter=nonsense(", "text/json", "{").body())
                .contains("filter");
    }

    @Test
    void metadataHeadersAreBounded() {
        assertThat(metadata("X-WebPubSub-Metadata-Key", "v".repeat(1024))).isEqualTo(202);
        assertThat(metadata("X-WebPubSub-Metadata-Key", "v".repeat(1025))).isEqualTo(400);
        assertThat(metadata("X-WebPubSub-Metadata-" + "k".repeat(257), "v")).isEqualTo(400);
    }

    private int metadata(String name, String value) {
        return Wire.send(wire.request("POST", HUB + "/:send", BodyPublishers.ofString("x"))
                        .header(name, value)
                        .build())
                .statusCode();
    }

    @Test
    void membershipFollowsConnectionsAndUsers() {
        try (TestClient ann1 = wire.client("Members").json().user("ann").greeted();
                TestClient ann2 = wire.client("members").json().user("ann").greeted();
                TestClient bob = wire.client("members").json().user("bob").greeted()) {
            String hub = "/api/hubs/MEMBERS";
            assertThat(wire.call("PUT", hub + "/users/ann/groups/g").statusCode())
                    .isEqualTo(200);
            assertThat(wire.call("PUT", hub + "/groups/g/connections/" + bob.id())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(members(hub)).containsExactlyInAnyOrder(ann1.id(), ann2.id(), bob.id());
            try (TestClient late = wire.client("members").json().user("ann").greeted()) {
                assertThat(members(hub)).doesNotContain(late.id());
            }
            assertThat(wire.call("DELETE", hub + "/groups/g/connections/" + ann1.id())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(members(hub)).containsExactlyInAnyOrder(ann2.id(), bob.id());
            assertThat(wire.call("DELETE", hub + "/users/ann/groups").statusCode())
                    .isEqualTo(204);
            assertThat(wire.call("DELETE", hub + "/connections/" + bob.id() + "/groups")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(wire.call("HEAD", hub + "/groups/g").statusCode()).isEqualTo(404);
            assertThat(wire.call("HEAD", hub + "/users/ann").statusCode()).isEqualTo(200);
            assertThat(wire.call("HEAD", hub + "/users/Ann").statusCode()).isEqualTo(404);
            assertThat(wire.call("HEAD", hub + "/connections/" + bob.id()).statusCode())
                    .isEqualTo(200);
        }
    }

    private Set<String> members(String hub) {
        return Set.copyOf(pages(wire.call("GET", hub + "/groups/g/connections"), new ArrayList<>()));
    }

    private List<String> pages(HttpResponse<String> page, List<String> ids) {
        try {
            JsonNode body = JSON.readTree(page.body());
            body.path("value")
                    .forEach(member -> ids.add(member.path("connectionId").asText()));
            JsonNode next = body.path("nextLink");
            return next.isMissingNode()
                    ? ids
                    : pages(
                            wire.call(
                                    "GET",
                                    next.asText().substring(emulator.endpoint().length())),
                            ids);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void pagesGoThroughAllMembersInTheOrderOfTheirIds() {
        List<TestClient> clients = IntStream.range(0, 5)
                .mapToObj(i -> wire.client("paged").json().groups("g").greeted())
                .toList();
        List<String> ids = clients.stream().map(TestClient::id).sorted().toList();
        String list = "/api/hubs/paged/groups/g/connections";
        assertThat(pages(wire.call("GET", list + "?maxpagesize=2"), new ArrayList<>()))
                .isEqualTo(ids);
        assertThat(pages(wire.call("GET", list + "?maxpagesize=2&top=3"), new ArrayList<>()))
                .isEqualTo(ids.subList(0, 3));
        assertThat(wire.call("GET", list + "?top=5").body()).doesNotContain("nextLink");
        clients.forEach(TestClient::close);
    }

    @Test
    void bulkGroupCallsSelectBeforeTheyChange() {
        try (TestClient red =
                        wire.client("bulk").json().user("u1").groups("red").greeted();
                TestClient blue =
                        wire.client("bulk").json().user("u2").groups("blue").greeted()) {
            assertThat(bulk(":addToGroups", "{\"groups\":[\"red\",\"blue\"],\"filter\":\"'red' in groups\"}"))
                    .isEqualTo(200);
            assertThat(groupsOf(red)).containsExactlyInAnyOrder("red", "blue");
            assertThat(groupsOf(blue)).containsExactly("blue");
            assertThat(bulk(":removeFromGroups", "{\"groups\":[\"blue\"]}")).isEqualTo(200);
            assertThat(groupsOf(blue)).isEmpty();
            for (String bad : List.of(
                    "{}",
                    "{\"groups\":[]}",
                    "{\"groups\":[\"g\",\" \"]}",
                    "[",
                    "[]",
                    "{\"groups\":[\"g\"],\"filter\":\"x(\"}")) {
                assertThat(bulk(":addToGroups", bad)).as(bad).isEqualTo(400);
            }
            assertThat(groupsOf(blue)).isEmpty();
        }
    }

    private int bulk(String operation, String body) {
        return wire.post("/api/hubs/bulk/" + operation, "application/json", body)
                .statusCode();
    }

    private Set<String> groupsOf(TestClient client) {
        return emulator.clients("bulk").stream()
                .filter(snapshot -> snapshot.connectionId().equals(client.id()))
                .findFirst()
                .orElseThrow()
                .groups();
    }

    @Test
    void permissionsAreGrantedRevokedAndChecked() {
        try (TestClient client =
                wire.client("perm").json().roles("webpubsub.joinLeaveGroup").greeted()) {
            String send = "/api/hubs/perm/permissions/SendToGroup/connections/" + client.id() + "?targetName=";
            String join = "/api/hubs/perm/permissions/2/connections/" + client.id() + "?targetName=";
            assertThat(wire.call("HEAD", send + "g").statusCode()).isEqualTo(404);
            assertThat(wire.call("PUT", send + "g").statusCode()).isEqualTo(200);
            assertThat(wire.call("PUT", send + "g").statusCode()).isEqualTo(200);
            assertThat(wire.call("HEAD", send + "g").statusCode()).isEqualTo(200);
            assertThat(wire.call("PUT", send + "room.*").statusCode()).isEqualTo(200);
            assertThat(wire.call("HEAD", send + "room.1").statusCode()).isEqualTo(404);
            assertThat(wire.call("DELETE", send + "g").statusCode()).isEqualTo(204);
            assertThat(wire.call("HEAD", send + "g").statusCode()).isEqualTo(404);
            assertThat(wire.call("DELETE", join + "secret").statusCode()).isEqualTo(204);
            assertThat(wire.call("HEAD", join + "secret").statusCode()).isEqualTo(404);
            assertThat(wire.call("HEAD", join + "open").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aMintedTokenLetsAClientIn() throws IOException {
        String minted = JSON.readTree(wire.call(
                                "POST",
                                "/api/hubs/mint/:generateToken?userId=ann&role=webpubsub.sendToGroup&group=g1&group=g2")
                        .body())
                .path("token")
                .asText();
        try (TestClient client = wire.client("mint").token(minted).json().greeted()) {
            assertThat(client.greeting().path("userId").asText()).isEqualTo("ann");
            assertThat(emulator.clients("mint").get(0).groups()).containsExactly("g1", "g2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"größe 東京 🎉", "a/b", "a b+c/é'", "$web", "50% & more?#", "it's", "."})
    void namesArriveWhateverTheyAreMadeOf(String name) {
        String encoded =
                java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        try (TestClient client =
                wire.client("names").json().user(name).groups(name).greeted()) {
            String escaped = encoded.equals(".") ? "%2E" : encoded;
            assertThat(wire.post("/api/hubs/names/groups/" + escaped + "/:send", "text/plain", "g")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(client.json().path("group").asText()).isEqualTo(name);
            wire.post("/api/hubs/names/users/" + escaped + "/:send", "text/plain", "u");
            assertThat(client.json().path("data").asText()).isEqualTo("u");
        }
    }

    @Test
    void tooLongABodyMayBeA413() {
        RestRules rules = RestRules.DEFAULT.withOversizeStatus(413);
        try (Emulator strict = Emulator.start(EmulatorOptions.DEFAULT.withRest(rules))) {
            assertThat(Wire.to(strict)
                            .post("/api/hubs/h/:send", "text/plain", "x".repeat(1_048_577))
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void anEscapedSlashMayStayEscaped() {
        RestRules kept = RestRules.DEFAULT.withSlashes(RestRules.SlashMode.KEPT);
        try (Emulator keeping = Emulator.start(EmulatorOptions.DEFAULT.withRest(kept))) {
            Wire to = Wire.to(keeping);
            try (TestClient slashed = to.client("h").json().groups("a/b").greeted();
                    TestClient escaped = to.client("h").json().groups("a%2Fb").greeted()) {
                to.post("/api/hubs/h/groups/a%2fb/:send", "text/plain", "x");
                assertThat(escaped.json().path("data").asText()).isEqualTo("x");
                assertThat(slashed.rest()).isEmpty();
            }
        }
    }
}
