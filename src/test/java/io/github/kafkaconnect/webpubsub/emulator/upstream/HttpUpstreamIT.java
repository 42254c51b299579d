package io.github.kafkaconnect.webpubsub.emulator.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ScriptedHandler.Received;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ScriptedHandler.Reply;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.LateConnected;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.UserIdEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("side-by-side")
final class HttpUpstreamIT {
    @Test
    void writesConnectAsABinaryCloudEvent() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            ConnectRequest request = new ConnectRequest(
                    Map.of("sub", List.of("ann")),
                    Map.of("access_token", List.of("ey"), "lang", List.of("de", "en")),
                    Map.of("Host", List.of(UpstreamFixture.ORIGIN), "authorization", List.of("Bearer ey")),
                    List.of("json.webpubsub.azure.v1"));
            UpstreamFixture.await(fixture.upstream.connect(fixture.client(), request));
            Received event = fixture.handler.events().get(0);
            assertThat(event.target()).isEqualTo("/wps/chat/connect?code=K1");
            assertThat(event.body())
                    .isEqualTo("{\"claims\":{\"sub\":[\"ann\"]},\"query\":{\"lang\":[\"de\",\"en\"]},"
                            + "\"headers\":{\"Host\":[\"contoso.webpubsub.azure.com\"]},"
                            + "\"subprotocols\":[\"json.webpubsub.azure.v1\"],\"clientCertificates\":[]}");
            assertThat(event.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
            assertThat(event.header("WebHook-Request-Origin")).isEqualTo(UpstreamFixture.ORIGIN);
            assertThat(event.header("ce-specversion")).isEqualTo("1.0");
            assertThat(event.header("ce-awpsversion")).isEqualTo("1.0");
            assertThat(event.header("ce-type")).isEqualTo("azure.webpubsub.sys.connect");
            assertThat(event.header("ce-source")).isEqualTo("/hubs/chat/client/con-8f2b61c0");
            assertThat(event.header("ce-id")).isEqualTo("0");
            assertThat(event.header("ce-hub")).isEqualTo("chat");
            assertThat(event.header("ce-connectionId")).isEqualTo("con-8f2b61c0");
            assertThat(event.header("ce-eventName")).isEqualTo("connect");
            assertThat(event.header("ce-userId")).isEqualTo("ann");
            assertThat(event.header("ce-time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(Duration.between(Instant.parse(event.header("ce-time")), Instant.now()))
                    .isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(30));
            assertThat(event.header("ce-signature"))
                    .isEqualTo("sha256=67354ae26a823653a3378a6eb145e370c69bdf89ad4a4f5d8ffd82f50b83371c,"
                            + "sha256=c3edb4c95920fc63092a6fcdc761a63e063982172b4a8ca91136681ef54adc9f");
            assertThat(event.headers()).doesNotContainKeys("Ce-subprotocol", "Ce-connectionstate", "Cookie");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
                    204 | ``                                | -   | -       | -     | -
                    200 | ``                                | -   | -       | -     | -
                    202 | null                              | -   | -       | -     | -
                    200 | {}                                | -   | -       | -     | -
                    200 | {"userId":"bob","later":[1]}      | bob | -       | -     | -
                    200 | {"userId":""}                     | ``  | -       | -     | -
                    200 | {"userId":null,"groups":null}     | -   | -       | -     | -
                    200 | {"groups":["a","b"],"roles":["r"]} | -  | [a, b]  | [r]   | -
                    200 | {"groups":[],"roles":[]}          | -   | -       | []    | -
                    200 | {"SubProtocol":"custom"}          | -   | -       | -     | custom
                    """)
    void readsAnAcceptance(int status, String body, String userId, String groups, String roles, String subprotocol)
            throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerEvents(request -> Reply.of(status, "text/plain", body));
            ConnectAnswer answer = fixture.connect(fixture.client());
            assertThat(answer).isInstanceOfSatisfying(ConnectAnswer.Accepted.class, accepted -> {
                assertThat(accepted.userId()).isEqualTo(userId);
                assertThat(accepted.groups() == null ? null : accepted.groups().toString())
                        .isEqualTo(groups);
                assertThat(accepted.roles() == null ? null : accepted.roles().toString())
                        .isEqualTo(roles);
                assertThat(accepted.subprotocol()).isEqualTo(subprotocol);
            });
        }
    }

    @ParameterizedTest(name = "{0} {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | `` | 401
                    429 | `` | 429
                    302 | `` | 302
                    503 | `` | 503
                    0   | `` | 500
                    200 | { | 500
                    200 | {} {} | 500
                    200 | [] | 500
                    200 | {"groups":"a"} | 500
                    200 | {"groups":[" "]} | 500
                    200 | {"roles":[1]} | 500
                    200 | {"userId":7} | 500
                    """)
    void readsARefusal(int status, String body, int seen) throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerEvents(request -> Reply.of(status, "application/json", body));
            assertThat(fixture.connect(fixture.client())).isEqualTo(new ConnectAnswer.Refused(seen));
        }
    }

    @Test
    void countsEventIdsPerConnection() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            ClientContext client = fixture.client();
            fixture.connect(client);
            client.setSubprotocol("json.webpubsub.azure.v1");
            fixture.upstream.connected(client);
            fixture.userEvent(client, "order/1 ü", "x");
            fixture.userEvent(client, "order", "x");
            fixture.upstream.disconnected(client, "bye");
            fixture.connect(new ClientContext("chat", "con-2", null));
            // A name that cannot stand in a header fails without being sent, but has its number.
            await().until(() -> fixture.handler.events().size() == 5);
            assertThat(fixture.handler.events().stream()
                            .filter(e -> e.header("ce-connectionId").equals("con-8f2b61c0"))
                            .map(e -> e.header("ce-id") + " " + e.header("ce-type"))
                            .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(
                            "0 azure.webpubsub.sys.connect",
                            "1 azure.webpubsub.sys.connected",
                            "3 azure.webpubsub.user.order",
                            "4 azure.webpubsub.sys.disconnected");
            Received last = fixture.handler.events().stream()
                    .filter(e -> e.header("ce-eventName").equals("disconnected"))
                    .findFirst()
                    .orElseThrow();
            assertThat(last.body()).isEqualTo("{\"reason\":\"bye\"}");
            assertThat(last.header("ce-subprotocol")).isEqualTo("json.webpubsub.azure.v1");
        }
    }

    @Test
    void keepsConnectionStateUntilAnAnswerChangesIt() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            AtomicInteger answers = new AtomicInteger();
            List<Reply> script = List.of(
                    new Reply(200, Map.of("ce-connectionState", "one"), ""),
                    Reply.of(204),
                    new Reply(204, Map.of("ce-connectionState", "two"), ""),
                    new Reply(400, Map.of("ce-connectionState", "lost"), ""),
                    Reply.of(204));
            fixture.handler.answerEvents(request -> script.get(answers.getAndIncrement()));
            ClientContext client = fixture.client();
            fixture.connect(client);
            for (int i = 0; i < 4; i++) {
                fixture.userEvent(client, "message", "x");
            }
            assertThat(fixture.handler.events().stream().map(e -> e.header("ce-connectionState")))
                    .containsExactly("", "one", "one", "two", "two");
        }
    }

    @Test
    void sendsTheCookiesOfTheConnectAnswerWithLaterEvents() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerHandshakes(
                    request -> new Reply(200, Map.of("WebHook-Allowed-Origin", "*", "Set-Cookie", "handshake=no"), ""));
            fixture.handler.answerEvents(
                    request -> request.header("ce-eventName").equals("connect")
                            ? new Reply(
                                    200,
                                    Map.of(
                                            "Set-Cookie",
                                            "a=1; Path=/wps\nb=2\nc=3; Path=/elsewhere\nd=4; Secure\ne=5; Max-Age=0"),
                                    "")
                            : Reply.of(204));
            ClientContext client = fixture.client();
            fixture.connect(client);
            fixture.userEvent(client, "message", "x");
            fixture.userEvent(new ClientContext("chat", "con-2", null), "message", "x");
            assertThat(fixture.handler.events().stream().map(e -> e.header("Cookie")))
                    .containsExactly("", "a=1; b=2", "");
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    204 | text/plain | `` | Empty
                    200 | application/octet-stream | `` | Empty
                    200 | image/png | `` | Empty
                    200 | text/plain; charset=utf-8 | hi | Reply text/plain
                    200 | Application/JSON | {"a":1} | Reply application/json
                    201 | application/octet-stream | x | Reply application/octet-stream
                    200 | `` | x | Reply application/octet-stream
                    200 | application/x-protobuf | x | Reply application/x-protobuf
                    200 | application/json | {oops | Failed
                    200 | image/png | x | Failed
                    302 | text/plain | x | Failed
                    404 | text/plain | x | Failed
                    503 | text/plain | x | Failed
                    0   | text/plain | x | Failed
                    """)
    void readsTheAnswerToAUserEvent(int status, String type, String body, String expected) throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerEvents(
                    request -> type.isEmpty() ? new Reply(status, Map.of(), body) : Reply.of(status, type, body));
            UserEventAnswer answer = fixture.userEvent(fixture.client(), "message", "x");
            String seen = answer instanceof UserEventAnswer.Reply reply
                    ? "Reply " + reply.contentType()
                    : answer.getClass().getSimpleName();
            assertThat(seen).isEqualTo(expected);
            if (answer instanceof UserEventAnswer.Reply reply) {
                assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo(body);
            }
        }
    }

    @Test
    void carriesMetadataBothWays() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerEvents(
                    request -> new Reply(200, Map.of("X-WebPubSub-Metadata-Trace", "first\nlast"), ""));
            UserEvent event = new UserEvent("message", "application/json", new byte[] {'1'}, Map.of("Tenant", "t 1"));
            UserEventAnswer answer = UpstreamFixture.await(fixture.upstream.userEvent(fixture.client(), event));
            assertThat(fixture.handler.events().get(0).header("x-webpubsub-metadata-tenant"))
                    .isEqualTo("t 1");
            assertThat(answer).isInstanceOfSatisfying(UserEventAnswer.Reply.class, reply -> assertThat(reply.metadata())
                    .isEqualTo(Map.of("trace", "last")));
        }
    }

    @Test
    void refusesAnAnswerOverTheLimit() throws IOException {
        UpstreamBehaviour small = UpstreamFixture.QUICK.withAnswers(
                UpstreamFixture.QUICK.answers().withMaxBytes(1000));
        try (UpstreamFixture fixture = new UpstreamFixture(small)) {
            fixture.handler.answerEvents(request ->
                    Reply.of(200, "text/plain", "x".repeat(request.body().length())));
            assertThat(fixture.userEvent(fixture.client(), "message", "x".repeat(1000)))
                    .isInstanceOf(UserEventAnswer.Reply.class);
            assertThat(fixture.userEvent(fixture.client(), "message", "x".repeat(1001)))
                    .isEqualTo(new UserEventAnswer.Failed("the answer is too large"));
        }
    }

    @Test
    void sendsTheSameEventAgainAfterServerErrors() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            AtomicInteger answers = new AtomicInteger();
            List<Integer> script = List.of(503, 0, 408, 204);
            fixture.handler.answerEvents(request -> Reply.of(script.get(answers.getAndIncrement())));
            assertThat(fixture.userEvent(fixture.client(), "message", "x")).isEqualTo(new UserEventAnswer.Empty());
            assertThat(fixture.handler.events()).hasSize(4).allSatisfy(event -> {
                assertThat(event.header("ce-id")).isEqualTo("1");
                assertThat(event.body()).isEqualTo("x");
            });
            assertThat(fixture.upstream.counters().of(EventKind.USER)).isEqualTo(new EventCounters.Counts(1, 1, 0, 3));
            assertThat(fixture.upstream.recording().exchanges()).singleElement().satisfies(exchange -> {
                assertThat(exchange.succeeded()).isTrue();
                assertThat(exchange.attempts()).isEqualTo(4);
                assertThat(exchange.ceId()).isEqualTo("1");
                assertThat(exchange.connectionId()).isEqualTo("con-8f2b61c0");
                assertThat(exchange.type()).isEqualTo("azure.webpubsub.user.message");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 413, 429})
    void doesNotRepeatWhatWasRefused(int status) throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerEvents(request -> Reply.of(status));
            assertThat(fixture.userEvent(fixture.client(), "message", "x"))
                    .isEqualTo(new UserEventAnswer.Failed("the event handler answered " + status));
            assertThat(fixture.handler.events()).hasSize(1);
        }
    }

    @Test
    void givesUpAfterTheLastDelay() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerEvents(request -> Reply.of(503));
            assertThat(fixture.userEvent(fixture.client(), "message", "x"))
                    .isEqualTo(new UserEventAnswer.Failed("the event handler answered 503"));
            List<Received> events = fixture.handler.events();
            assertThat(events).hasSize(4);
            assertThat(events.get(3).nanos() - events.get(0).nanos())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(115).toNanos());
            assertThat(fixture.upstream.recording().exchanges().get(0).status()).isEqualTo(503);
        }
    }

    @Test
    void repeatsNothingWithoutDelays() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture(UpstreamFixture.QUICK.withRetryDelays())) {
            fixture.handler.answerEvents(request -> Reply.of(503));
            fixture.userEvent(fixture.client(), "message", "x");
            assertThat(fixture.handler.events()).hasSize(1);
        }
    }

    @Test
    void failsAnEventThatIsNotAnsweredInTime() throws IOException {
        UpstreamBehaviour impatient = UpstreamFixture.QUICK.withEventTimeout(Duration.ofMillis(200));
        CountDownLatch release = new CountDownLatch(1);
        try (UpstreamFixture fixture = new UpstreamFixture(impatient)) {
            fixture.handler.answerEvents(request -> {
                waitFor(release);
                return Reply.of(204);
            });
            assertThat(fixture.userEvent(fixture.client(), "message", "x"))
                    .isEqualTo(new UserEventAnswer.Failed("no answer in time"));
            assertThat(fixture.connect(fixture.client())).isEqualTo(new ConnectAnswer.Refused(500));
            release.countDown();
            assertThat(fixture.handler.events()).hasSize(2);
        }
    }

    @Test
    void sendsOneUserEventOfAConnectionAtATimeButManyConnectionsAtOnce() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerEvents(request -> {
                waitFor(release);
                return Reply.of(204);
            });
            List<ClientContext> clients = IntStream.range(0, 10)
                    .mapToObj(i -> new ClientContext("chat", "con-" + i, null))
                    .toList();
            List<CompletionStage<UserEventAnswer>> stages = clients.stream()
                    .flatMap(client ->
                            IntStream.range(0, 5).mapToObj(i -> fixture.send(client, "message", Integer.toString(i))))
                    .toList();
            await().until(() -> fixture.handler.events().size() == 10);
            assertThat(fixture.handler.events()).extracting(Received::body).containsOnly("0");
            release.countDown();
            stages.forEach(UpstreamFixture::await);
            assertThat(fixture.handler.events()).hasSize(50);
            for (ClientContext client : clients) {
                assertThat(fixture.handler.events().stream()
                                .filter(e -> e.header("ce-connectionId").equals(client.connectionId()))
                                .map(Received::body))
                        .containsExactly("0", "1", "2", "3", "4");
            }
        }
    }

    @Test
    void spreadsEventsOverSeveralConnections() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            for (int i = 0; i < 20; i++) {
                fixture.userEvent(fixture.client(), "message", "x");
            }
            Set<Integer> ports =
                    fixture.handler.events().stream().map(Received::clientPort).collect(Collectors.toSet());
            assertThat(ports).hasSize(4);
        }
    }

    @Test
    void sendsConnectedAfterTheFirstUserEventByOption() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture(lateConnected(Duration.ofMinutes(1)))) {
            ClientContext talker = fixture.client();
            ClientContext brief = new ClientContext("chat", "con-3", null);
            fixture.upstream.connected(talker);
            fixture.userEvent(talker, "message", "x");
            fixture.upstream.connected(brief);
            fixture.upstream.disconnected(brief, "");
            // Connections do not wait for each other, so only the order within one is certain.
            assertThat(namesOfEvents(fixture, 4))
                    .containsSubsequence("con-8f2b61c0 message 2", "con-8f2b61c0 connected 1")
                    .contains("con-3 connected 1", "con-3 disconnected 2");
        }
    }

    @Test
    void sendsConnectedOfASilentClientAfterAWhile() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture(lateConnected(Duration.ofMillis(50)))) {
            fixture.upstream.connected(new ClientContext("chat", "con-2", null));
            assertThat(namesOfEvents(fixture, 1)).containsExactly("con-2 connected 1");
        }
    }

    private static UpstreamBehaviour lateConnected(Duration atMost) {
        return UpstreamFixture.QUICK.withLateConnected(new LateConnected(1, atMost));
    }

    private static List<String> namesOfEvents(UpstreamFixture fixture, int count) {
        await().until(() -> fixture.handler.events().size() == count);
        return fixture.handler.events().stream()
                .map(e -> e.header("ce-connectionId") + " " + e.header("ce-eventName") + " " + e.header("ce-id"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "PERCENT_ENCODED, J\u00fcrgen, J%C3%BCrgen",
        "PERCENT_ENCODED, '\u00fc 5%', '%C3%BC%205%25'",
        "PERCENT_ENCODED, 'plain 5%', 'plain 5%'",
        "RAW_UTF8, J\u00fcrgen, J\u00c3\u00bcrgen"
    })
    void encodesUserIdsByOption(UserIdEncoding encoding, String userId, String seen) throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture(UpstreamFixture.QUICK.withUserIdEncoding(encoding))) {
            fixture.connect(new ClientContext("chat", "con-1", userId));
            assertThat(fixture.handler.events().get(0).header("ce-userId")).isEqualTo(seen);
        }
    }

    @Test
    void sendsABearerTokenToAHandlerWithManagedIdentity() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            EventHandler plain = fixture.settings.eventHandlers().get(0);
            fixture.settings = HubSettings.DEFAULT.withEventHandlers(new EventHandler(
                    plain.urlTemplate(), "*", Set.of(), EventHandler.Auth.managedIdentity("api://bridge")));
            fixture.userEvent(fixture.client(), "message", "x");
            assertThat(fixture.handler.events().get(0).header("Authorization"))
                    .isEqualTo("Bearer token-for-api://bridge");
        }
    }

    @Test
    void sendsNothingWithoutAHandler() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.settings = HubSettings.DEFAULT;
            ClientContext client = fixture.client();
            assertThat(fixture.connect(client)).isEqualTo(ConnectAnswer.Accepted.AS_IS);
            fixture.upstream.connected(client);
            assertThat(fixture.userEvent(client, "message", "x")).isEqualTo(new UserEventAnswer.NoHandler());
            fixture.upstream.disconnected(client, "");
            assertThat(fixture.handler.handshakes()).isEmpty();
            assertThat(fixture.upstream.counters().of(EventKind.USER).sent()).isZero();
        }
    }

    @Test
    void endsWhatIsUnderWayWhenItIsClosed() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerEvents(request -> {
                waitFor(release);
                return Reply.of(204);
            });
            ClientContext client = fixture.client();
            CompletionStage<UserEventAnswer> inFlight = fixture.send(client, "message", "1");
            CompletionStage<UserEventAnswer> queued = fixture.send(client, "message", "2");
            await().until(() -> fixture.handler.events().size() == 1);
            fixture.upstream.close();
            UserEventAnswer closed = new UserEventAnswer.Failed("the upstream was closed");
            assertThat(UpstreamFixture.await(inFlight)).isEqualTo(closed);
            assertThat(UpstreamFixture.await(queued)).isEqualTo(closed);
            release.countDown();
        }
    }

    @Test
    void reportsAHandlerThatIsNotThere() throws IOException {
        try (UpstreamFixture fixture =
                new UpstreamFixture(UpstreamFixture.QUICK.withEventTimeout(Duration.ofMillis(500)))) {
            fixture.handler.close();
            assertThat(fixture.connect(fixture.client())).isEqualTo(new ConnectAnswer.Refused(500));
            assertThat(fixture.upstream.counters().of(EventKind.CONNECT))
                    .isEqualTo(new EventCounters.Counts(1, 0, 1, 0));
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
