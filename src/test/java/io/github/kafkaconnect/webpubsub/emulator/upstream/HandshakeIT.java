package io.github.kafkaconnect.webpubsub.emulator.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.upstream.ScriptedHandler.Received;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ScriptedHandler.Reply;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Unanswered;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("side-by-side")
final class HandshakeIT {
    private static final UserEventAnswer EMPTY = new UserEventAnswer.Empty();

    @Test
    void asksOnceBeforeTheFirstEventToAUrl() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            assertThat(fixture.userEvent(fixture.client(), "message", "one")).isEqualTo(EMPTY);
            assertThat(fixture.userEvent(fixture.client(), "message", "two")).isEqualTo(EMPTY);
            assertThat(fixture.handler.handshakes()).hasSize(1);
            Received handshake = fixture.handler.handshakes().get(0);
            assertThat(handshake.method()).isEqualTo("OPTIONS");
            assertThat(handshake.target()).isEqualTo("/wps/chat/validate?code=K1");
            assertThat(handshake.header("WebHook-Request-Origin")).isEqualTo(UpstreamFixture.ORIGIN);
            assertThat(handshake.header("ce-awpsversion")).isEqualTo("1.0");
            assertThat(handshake.headers().keySet())
                    .doesNotContain("Ce-signature", "Cookie", "Authorization", "Webhook-request-rate");
        }
    }

    @Test
    void asksWithGetWhenOptionsIsNotFound() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerHandshakes(
                    request -> request.method().equals("GET") ? Reply.allow("*") : Reply.of(404));
            assertThat(fixture.userEvent(fixture.client(), "message", "one")).isEqualTo(EMPTY);
            assertThat(fixture.handler.handshakes().stream().map(Received::method))
                    .containsExactly("OPTIONS", "GET");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "contoso.webpubsub.azure.com", "CONTOSO.webpubsub.azure.COM", "other.example\n*"})
    void passesWhenOneValueAllowsTheOrigin(String allowed) throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerHandshakes(request -> Reply.allow(allowed));
            assertThat(fixture.userEvent(fixture.client(), "message", "one")).isEqualTo(EMPTY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example", "other.example, contoso.webpubsub.azure.com", "401", "405"})
    void holdsTheEventUntilItsTimeIsOver(String answer) throws IOException {
        UpstreamBehaviour impatient = UpstreamFixture.QUICK.withEventTimeout(Duration.ofMillis(300));
        try (UpstreamFixture fixture = new UpstreamFixture(impatient)) {
            fixture.handler.answerHandshakes(
                    request -> answer.length() == 3 ? Reply.of(Integer.parseInt(answer)) : Reply.allow(answer));
            assertThat(fixture.userEvent(fixture.client(), "message", "one"))
                    .isEqualTo(new UserEventAnswer.Failed("no answer in time"));
            assertThat(fixture.connect(fixture.client())).isEqualTo(new ConnectAnswer.Refused(500));
            assertThat(fixture.handler.events()).isEmpty();
            assertThat(fixture.handler.handshakes().size()).isGreaterThan(1);
            assertThat(fixture.upstream.recording().exchanges())
                    .allSatisfy(exchange -> assertThat(exchange.attempts()).isZero());
        }
    }

    @Test
    void sendsHeldEventsOnceItIsAllowed() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerHandshakes(request -> Reply.of(403));
            List<CompletionStage<UserEventAnswer>> held = IntStream.range(0, 8)
                    .mapToObj(i -> fixture.send(new ClientContext("chat", "con-" + i, null), "message", "x"))
                    .toList();
            await().until(() -> fixture.handler.handshakes().size() >= 2);
            assertThat(fixture.handler.events()).isEmpty();
            fixture.handler.answerHandshakes(request -> Reply.allow("*"));
            assertThat(held).allSatisfy(stage -> assertThat(UpstreamFixture.await(stage))
                    .isEqualTo(EMPTY));
            assertThat(fixture.upstream.counters().handshakesAllowed()).isEqualTo(1);
        }
    }

    @Test
    void doublesTheWaitAfterEveryNo() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerHandshakes(request -> Reply.of(403));
            fixture.send(fixture.client(), "message", "x");
            await().until(() -> fixture.handler.handshakes().size() >= 4);
            List<Long> times = fixture.handler.handshakes().stream()
                    .map(request -> request.nanos() / 1_000_000)
                    .toList();
            // 0, 30, 90, 210 ms after the first, each a little late.
            assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(28);
            assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(58);
            assertThat(times.get(3) - times.get(2)).isGreaterThanOrEqualTo(118);
        }
    }

    @Test
    void asksAgainWhenTheYesIsTooOld() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.userEvent(fixture.client(), "message", "one");
            fixture.clock.advance(Duration.ofSeconds(59));
            fixture.userEvent(fixture.client(), "message", "two");
            assertThat(fixture.handler.handshakes()).hasSize(1);
            fixture.clock.advance(Duration.ofSeconds(1));
            fixture.userEvent(fixture.client(), "message", "three");
            assertThat(fixture.handler.handshakes()).hasSize(2);
        }
    }

    @Test
    void asksAgainWhenSettingsChanged() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.userEvent(fixture.client(), "message", "one");
            fixture.upstream.forgetHandshakes();
            fixture.userEvent(fixture.client(), "message", "two");
            assertThat(fixture.handler.handshakes()).hasSize(2);
        }
    }

    @Test
    void trustsTheLastResultByOption() throws IOException {
        UpstreamBehaviour trusting =
                UpstreamFixture.QUICK.withHandshakes(UpstreamFixture.handshakes(Unanswered.TRUST_LAST_RESULT));
        try (UpstreamFixture fixture = new UpstreamFixture(trusting)) {
            assertThat(fixture.userEvent(fixture.client(), "message", "one")).isEqualTo(EMPTY);
            fixture.handler.answerHandshakes(request -> Reply.of(403));
            fixture.clock.advance(Duration.ofSeconds(60));
            assertThat(fixture.userEvent(fixture.client(), "message", "two")).isEqualTo(EMPTY);
            await().until(() -> fixture.upstream.counters().handshakesRefused() == 1);
            assertThat(fixture.userEvent(fixture.client(), "message", "three"))
                    .isEqualTo(
                            new UserEventAnswer.Failed("the event handler did not allow the WebHook-Request-Origin"));
            assertThat(fixture.handler.events()).hasSize(2);
        }
    }

    @Test
    void retriesAHandshakeThatMetAServerError() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            AtomicInteger asked = new AtomicInteger();
            fixture.handler.answerHandshakes(request -> asked.incrementAndGet() < 3
                    ? Reply.of(503)
                    : new Reply(202, Map.of("WebHook-Allowed-Origin", "*"), ""));
            assertThat(fixture.userEvent(fixture.client(), "message", "one")).isEqualTo(EMPTY);
            assertThat(asked).hasValue(3);
            assertThat(fixture.upstream.counters().handshakesRefused()).isZero();
        }
    }

    private static UpstreamBehaviour times(int intervalMs, int firstRetryMs) {
        return UpstreamFixture.QUICK.withHandshakes(UpstreamFixture.handshakes(Unanswered.HOLD_EVENTS)
                .withTimes(Duration.ofSeconds(2), Duration.ofMillis(intervalMs), Duration.ofMillis(firstRetryMs)));
    }

    private static List<Long> gapsMs(UpstreamFixture fixture) {
        List<Received> asked = fixture.handler.handshakes();
        return IntStream.range(1, asked.size())
                .mapToObj(i -> (asked.get(i).nanos() - asked.get(i - 1).nanos()) / 1_000_000)
                .toList();
    }

    @Test
    void neverWaitsLongerThanTheInterval() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture(times(80, 30))) {
            fixture.handler.answerHandshakes(request -> Reply.of(403));
            fixture.send(fixture.client(), "message", "x");
            await().until(() -> fixture.handler.handshakes().size() >= 6);
            // 30, 60, then 80 each instead of 120, 240, 480.
            assertThat(gapsMs(fixture).get(1)).isGreaterThanOrEqualTo(58);
            assertThat(gapsMs(fixture).subList(2, 5).stream()
                            .mapToLong(gap -> gap)
                            .sum())
                    .isBetween(234L, 700L);
        }
    }

    @Test
    void startsFromTheShortestWaitAfterAYes() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture(times(60_000, 40))) {
            AtomicInteger asked = new AtomicInteger();
            List<Integer> refused = List.of(1, 2, 3, 5);
            fixture.handler.answerHandshakes(
                    request -> refused.contains(asked.incrementAndGet()) ? Reply.of(403) : Reply.allow("*"));
            fixture.userEvent(fixture.client(), "message", "one");
            assertThat(gapsMs(fixture).get(2)).isGreaterThanOrEqualTo(158);
            fixture.clock.advance(Duration.ofSeconds(60));
            fixture.userEvent(fixture.client(), "message", "two");
            assertThat(fixture.handler.handshakes()).hasSize(6);
            assertThat(gapsMs(fixture).get(4)).isBetween(38L, 150L);
        }
    }

    @Test
    void holdsAnEventWhileItAsksAnewAndLetsItGoOnce() throws IOException {
        CountDownLatch answer = new CountDownLatch(1);
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.userEvent(fixture.client(), "message", "one");
            fixture.handler.answerHandshakes(request -> {
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Reply.allow("*");
            });
            fixture.clock.advance(Duration.ofSeconds(60));
            CompletionStage<UserEventAnswer> held = fixture.send(fixture.client(), "message", "two");
            await().until(() -> fixture.handler.handshakes().size() == 2);
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            assertThat(fixture.handler.events()).hasSize(1);
            answer.countDown();
            assertThat(UpstreamFixture.await(held)).isEqualTo(EMPTY);
            assertThat(fixture.handler.events()).hasSize(2);
            assertThat(fixture.handler.handshakes()).hasSize(2);
        }
    }

    @Test
    void stopsAskingOnceNoEventWaits() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture(times(40, 40).withEventTimeout(Duration.ofMillis(150)))) {
            fixture.handler.answerHandshakes(request -> Reply.of(403));
            fixture.userEvent(fixture.client(), "message", "x");
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            int asked = fixture.handler.handshakes().size();
            await().pollDelay(Duration.ofMillis(250)).until(() -> true);
            assertThat(fixture.handler.handshakes()).hasSize(asked);
        }
    }

    @Test
    void asksEachUrlForItself() throws IOException {
        try (UpstreamFixture fixture = new UpstreamFixture()) {
            fixture.handler.answerHandshakes(
                    request -> request.target().contains("/chat/") ? Reply.allow("*") : Reply.of(403));
            CompletionStage<UserEventAnswer> held =
                    fixture.send(new ClientContext("other", "con-2", null), "message", "held");
            assertThat(fixture.userEvent(fixture.client(), "message", "passes")).isEqualTo(EMPTY);
            assertThat(fixture.handler.events()).extracting(Received::body).containsExactly("passes");
            assertThat(held.toCompletableFuture()).isNotDone();
        }
    }
}
