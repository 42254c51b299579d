package io.github.kafkaconnect.webpubsub.common.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.github.kafkaconnect.webpubsub.common.auth.AccessKeySigner;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource;
import io.github.kafkaconnect.webpubsub.common.auth.KeyRing;
import io.github.kafkaconnect.webpubsub.common.auth.ManualClock;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.common.protocol.StatusHandling;
import io.github.kafkaconnect.webpubsub.common.transport.EventLoops;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReply;
import io.github.kafkaconnect.webpubsub.common.transport.HttpSender;
import io.github.kafkaconnect.webpubsub.common.transport.NettyHttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.NettyHttpSender;
import io.github.kafkaconnect.webpubsub.common.transport.ReceivedRequest;
import io.github.kafkaconnect.webpubsub.common.transport.ReceiverSettings;
import io.github.kafkaconnect.webpubsub.common.transport.SenderSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client over real connections to a service that plays a script of replies. */
class RestClientIT {
    private static final String PRIMARY = "primary-key-0123456789abcdef0123456789";
    private static final String SECONDARY = "secondary-key-0123456789abcdef012345678";
    private static final Operation HELLO =
            new Operation.SendToGroup(new Hub("chat"), new GroupName("room 1/ü"), Payload.Text.of("hello"));

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T20:00:00Z"));
    private final EventLoops loops = new EventLoops("webpubsub-test-0", 1);
    private final Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();
    private final Queue<HttpReply> script = new ConcurrentLinkedQueue<>();
    private final NettyHttpReceiver service = NettyHttpReceiver.listen(
            ReceiverSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            loops,
            (request, reply) -> {
                received.add(request);
                HttpReply next = script.poll();
                reply.send(next == null ? HttpReply.of(202) : next);
            });
    private final Endpoint endpoint =
            Endpoint.parse("http://127.0.0.1:" + service.address().getPort());
    private final HttpSender sender = new NettyHttpSender(SenderSettings.to(URI.create(endpoint.toString())), loops);
    private final RestClient client = client(RestSettings.direct(endpoint, "webpubsub-test/1"));

    @AfterEach
    void closeAll() {
        sender.close();
        service.close();
        loops.close();
    }

    @Test
    void sendsTheOperationWithACredentialForExactlyItsUrl() throws Exception {
        assertThat(execute(client)).isEqualTo(new Outcome.Delivered(202));

        ReceivedRequest request = received.remove();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/api/hubs/chat/groups/room%201%2F%C3%BC/:send?api-version=2024-12-01");
        assertThat(new String(request.body(), UTF_8)).isEqualTo("hello");
        assertThat(header(request, "user-agent")).isEqualTo("webpubsub-test/1");
        assertThat(header(request, "content-type")).startsWith("text/plain");
        assertThat(header(request, "content-length")).isEqualTo("5");
        assertThat(audience(request)).isEqualTo(endpoint + request.target());
    }

    @Test
    void keepsTheAudienceWhenAProxyStandsBetween() throws Exception {
        Endpoint real = Endpoint.parse("https://demo.webpubsub.azure.com");
        Endpoint proxy = Endpoint.parseWithPath(endpoint + "/edge/");

        assertThat(execute(client(RestSettings.through(proxy, real, "webpubsub-test/1")))
                        .kind())
                .isEqualTo(Outcome.Kind.DELIVERED);

        ReceivedRequest request = received.remove();
        assertThat(request.target()).startsWith("/edge/api/hubs/chat/");
        assertThat(audience(request))
                .isEqualTo("https://demo.webpubsub.azure.com" + request.target().substring("/edge".length()));
    }

    @Test
    void triesTheOtherKeyAfterARefusal() throws Exception {
        script.add(HttpReply.of(401));

        assertThat(execute(client)).isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> {
            assertThat(outcome.code()).isEqualTo(ErrorCode.CREDENTIAL_REFUSED);
            assertThat(outcome.retryAfterMs()).isZero();
            assertThat(outcome.trouble()).isEqualTo(Trouble.POSTPONED);
        });
        assertThat(execute(client)).isEqualTo(new Outcome.Delivered(202));

        assertThat(header(received.remove(), "authorization")).isNotEqualTo(header(received.remove(), "authorization"));
    }

    @Test
    void holdsWhenBothKeysAreRefused() throws Exception {
        script.add(HttpReply.of(401));
        script.add(HttpReply.of(401));
        execute(client);

        assertThat(execute(client)).isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> {
            assertThat(outcome.code()).isEqualTo(ErrorCode.CREDENTIAL_REFUSED);
            assertThat(outcome.trouble()).isEqualTo(Trouble.ACCESS);
            assertThat(outcome.detail()).contains("the access key is wrong").doesNotContain("clock");
        });
    }

    @Test
    void tellsAWrongClockFromAWrongKey() throws Exception {
        HttpReply refusal = dated("Mon, 23 Nov 2026 19:00:00 GMT");
        script.add(refusal);
        script.add(refusal);
        execute(client);

        assertThat(execute(client))
                .isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> assertThat(outcome.detail())
                        .contains("the clock of this machine is 3600 s ahead of the service's"));
    }

    @Test
    void saysThatTheClocksAgree() throws Exception {
        HttpReply refusal = dated("Mon, 23 Nov 2026 20:01:00 GMT");
        script.add(refusal);
        script.add(refusal);
        execute(client);

        assertThat(execute(client))
                .isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> assertThat(outcome.detail())
                        .contains("the access key is wrong", "the clocks agree"));
    }

    @Test
    void aForbiddenKeyPointsAtTheNetworkBecauseAKeyNeedsNoRole() throws Exception {
        script.add(HttpReply.of(403));

        assertThat(execute(client)).isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> {
            assertThat(outcome.code()).isEqualTo(ErrorCode.ACCESS_FORBIDDEN);
            assertThat(outcome.trouble()).isEqualTo(Trouble.ACCESS);
            assertThat(outcome.detail()).startsWith("the network:");
        });
    }

    @Test
    void aForbiddenIdentityPointsAtItsRole() {
        assertThat(Refusal.forbidden(CredentialSource.Grant.ROLE, FakeAnswer.of(403), 0, 60_000))
                .isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> assertThat(outcome.detail())
                        .startsWith("the role or the network:"));
    }

    @Test
    void anOptionMovesAStatusForOneOperationOnly() throws Exception {
        StatusHandling handling = StatusHandling.parse(List.of("404=fail", "sendToGroup:404=skip", "503=reject"));
        RestClient moved =
                client(RestSettings.direct(endpoint, "webpubsub-test/1").withStatusHandling(handling));
        script.add(HttpReply.of(404));
        script.add(HttpReply.of(503));

        assertThat(execute(moved)).isEqualTo(new Outcome.Skipped(Outcome.Reason.ANSWER, 404));
        assertThat(execute(moved))
                .isEqualTo(new Outcome.Rejected(ErrorCode.SEND_UNAVAILABLE, 503, "the service failed"));
    }

    @Test
    void anOptionFor401LeavesTheOtherKeyItsTry() throws Exception {
        RestClient moved = client(RestSettings.direct(endpoint, "webpubsub-test/1")
                .withStatusHandling(StatusHandling.parse(List.of("401=reject"))));
        script.add(HttpReply.of(401));

        assertThat(execute(moved))
                .isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> assertThat(outcome.trouble())
                        .isEqualTo(Trouble.POSTPONED));
    }

    @Test
    void obeysRetryAfter() throws Exception {
        script.add(new HttpReply(429, List.of(Map.entry("Retry-After", "2")), new byte[0]));

        assertThat(execute(client))
                .isEqualTo(new Outcome.Retryable(
                        ErrorCode.SEND_THROTTLED, 429, Trouble.THROTTLE, 2_000, "too many requests"));
    }

    @Test
    void waitsNoLongerThanASettingAllows() throws Exception {
        script.add(new HttpReply(503, List.of(Map.entry("Retry-After", "86400")), new byte[0]));
        script.add(new HttpReply(403, List.of(Map.entry("Retry-After", "86400")), new byte[0]));

        for (int i = 0; i < 2; i++) {
            assertThat(execute(client))
                    .isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> assertThat(outcome.retryAfterMs())
                            .isEqualTo(RestSettings.RETRY_AFTER_MAX_MS));
        }
    }

    @Test
    void retriesAServiceThatIsGone() throws Exception {
        service.close();

        assertThat(execute(client))
                .isInstanceOfSatisfying(Outcome.Retryable.class, outcome -> assertThat(outcome.code())
                        .isEqualTo(ErrorCode.SEND_CONNECTION_FAILED));
    }

    @Test
    void waitsForACredentialThatIsNotThereYet() throws Exception {
        CredentialSource pending = new CredentialSource() {
            @Override
            public Credential credential(String absoluteUrl) {
                return new Pending("the first token is on its way");
            }

            @Override
            public boolean isCurrent(Bearer credential) {
                return false;
            }

            @Override
            public void accepted(Bearer credential) {}

            @Override
            public AfterRefusal refused(Bearer credential) {
                return AfterRefusal.EXHAUSTED;
            }

            @Override
            public Grant grant() {
                return Grant.ROLE;
            }
        };
        RestClient waiting = new RestClient(
                sender, pending, new OperationEncoder(), RestSettings.direct(endpoint, "webpubsub-test/1"), clock);

        assertThat(execute(waiting))
                .isEqualTo(new Outcome.Retryable(
                        ErrorCode.CREDENTIAL_PENDING, 0, Trouble.POSTPONED, 200, "the first token is on its way"));
        assertThat(received).isEmpty();
    }

    private static HttpReply dated(String date) {
        return new HttpReply(401, List.of(Map.entry("Date", date)), new byte[0]);
    }

    private RestClient client(RestSettings settings) {
        AccessKeySigner signer = new AccessKeySigner(new KeyRing(PRIMARY, SECONDARY), clock);
        return new RestClient(sender, signer, new OperationEncoder(), settings, clock);
    }

    private static Outcome execute(RestClient client) throws Exception {
        CompletableFuture<Outcome> end = new CompletableFuture<>();
        client.execute(HELLO, end::complete);
        return end.get(10, TimeUnit.SECONDS);
    }

    private static String audience(ReceivedRequest request) throws ParseException {
        String token = header(request, "authorization").substring("Bearer ".length());
        return SignedJWT.parse(token).getJWTClaimsSet().getAudience().get(0);
    }

    private static String header(ReceivedRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
