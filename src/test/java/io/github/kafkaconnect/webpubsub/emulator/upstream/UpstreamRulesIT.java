package io.github.kafkaconnect.webpubsub.emulator.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ScriptedHandler.Received;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ScriptedHandler.Reply;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Answers;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Bearer;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.EmptyAnswers;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Handshakes;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.NotFound;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.ProtobufAnswers;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Redirects;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Repetition;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.RequestIds;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Requests;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.ServerErrors;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Unanswered;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.UnkeyedSignature;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.UserIdEncoding;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no source settles about event handlers behaves as the option says, in each of its values. */
@Tag("side-by-side")
final class UpstreamRulesIT {
    private static final UpstreamBehaviour QUICK = UpstreamFixture.QUICK.withRetryDelays();
    private static final Answers ANSWERS = QUICK.answers();

    private static Answers answers(int unreachable, ServerErrors errors, Redirects redirects) {
        return new Answers(unreachable, errors, redirects, ANSWERS.maxBytes(), ANSWERS.empty(), ANSWERS.protobuf());
    }

    private static Answers answers(EmptyAnswers empty, ProtobufAnswers protobuf) {
        return new Answers(500, ServerErrors.AS_ANSWERED, Redirects.FAILURE, ANSWERS.maxBytes(), empty, protobuf);
    }

    private static UpstreamFixture with(Answers answers) throws IOException {
        return new UpstreamFixture(QUICK.withAnswers(answers));
    }

    @ParameterizedTest
    @CsvSource({
        "AS_ANSWERED,503,503",
        "AS_ANSWERED,0,502",
        "AS_UNREACHABLE,503,502",
        "AS_UNREACHABLE,404,404",
        "AS_UNREACHABLE,0,502"
    })
    void aServerErrorMayBeHiddenFromTheClient(ServerErrors mode, int answered, int seen) throws IOException {
        try (UpstreamFixture fixture = with(answers(502, mode, Redirects.FAILURE))) {
            fixture.handler.answerEvents(request -> Reply.of(answered));
            assertThat(fixture.connect(fixture.client())).isEqualTo(new ConnectAnswer.Refused(seen));
        }
    }

    @ParameterizedTest
    @CsvSource({"FAILURE,1,Failed", "FOLLOWED,2,Empty"})
    void aRedirectMayBeFollowed(Redirects mode, int requests, String answer) throws IOException {
        try (UpstreamFixture fixture = with(answers(500, ServerErrors.AS_ANSWERED, mode))) {
            fixture.handler.answerEvents(request -> request.target().startsWith("/elsewhere")
                    ? Reply.of(204)
                    : new Reply(307, Map.of("Location", "/elsewhere?x=1"), ""));
            assertThat(fixture.userEvent(fixture.client(), "message", "hi")
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(answer);
            List<Received> events = fixture.handler.events();
            assertThat(events).hasSize(requests).allSatisfy(event -> {
                assertThat(event.body()).isEqualTo("hi");
                assertThat(event.header("ce-id")).isEqualTo("1");
            });
        }
    }

    @Test
    void anEndlessRedirectIsAFailureAndSoIsOneToNowhere() throws IOException {
        try (UpstreamFixture fixture = with(answers(500, ServerErrors.AS_ANSWERED, Redirects.FOLLOWED))) {
            fixture.handler.answerEvents(request -> new Reply(302, Map.of("Location", request.target()), ""));
            assertThat(fixture.userEvent(fixture.client(), "message", "x"))
                    .isEqualTo(new UserEventAnswer.Failed("the event handler answered 302"));
            assertThat(fixture.handler.events()).hasSize(6);
            fixture.handler.answerEvents(request -> Reply.of(302));
            assertThat(fixture.userEvent(fixture.client(), "message", "x"))
                    .isEqualTo(new UserEventAnswer.Failed("the event handler answered 302"));
        }
    }

    @ParameterizedTest
    @CsvSource({"NO_MESSAGE,200,Empty", "EMPTY_MESSAGE,200,Reply", "EMPTY_MESSAGE,204,Empty"})
    void anAnswerWithoutBodyMayBeAMessage(EmptyAnswers mode, int status, String seen) throws IOException {
        try (UpstreamFixture fixture = with(answers(mode, ProtobufAnswers.DELIVERED))) {
            fixture.handler.answerEvents(request -> Reply.of(status, "text/plain", ""));
            assertThat(fixture.userEvent(fixture.client(), "message", "x")
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(seen);
        }
    }

    @ParameterizedTest
    @CsvSource({"DELIVERED,Reply", "FAILURE,Failed"})
    void anAnswerInProtobufMayBeAFailure(ProtobufAnswers mode, String seen) throws IOException {
        try (UpstreamFixture fixture = with(answers(EmptyAnswers.NO_MESSAGE, mode))) {
            fixture.handler.answerEvents(request -> Reply.of(200, "application/x-protobuf", "x"));
            assertThat(fixture.userEvent(fixture.client(), "message", "x")
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(seen);
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE", "SENT"})
    void eventsMayCarryARequestId(RequestIds mode) throws IOException {
        Requests requests = new Requests(UserIdEncoding.PERCENT_ENCODED, UnkeyedSignature.OMITTED, mode);
        try (UpstreamFixture fixture = new UpstreamFixture(UpstreamFixture.QUICK.withRequests(requests))) {
            fixture.handler.answerEvents(request -> Reply.of(
                    request.body().equals("again") && fixture.handler.events().size() == 1 ? 503 : 204));
            fixture.userEvent(fixture.client(), "message", "again");
            fixture.userEvent(fixture.client(), "message", "other");
            List<String> ids = fixture.handler.events().stream()
                    .map(event -> event.header("x-ms-client-request-id"))
                    .toList();
            if (mode == RequestIds.NONE) {
                assertThat(ids).containsExactly("", "", "");
            } else {
                assertThat(ids.get(0)).isNotEmpty().isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
            }
        }
    }

    private static Handshakes handshakes(Repetition repetition, NotFound notFound, Bearer bearer) {
        return new Handshakes(
                Duration.ofSeconds(2),
                Duration.ofMillis(60),
                Duration.ofMillis(20),
                Unanswered.HOLD_EVENTS,
                repetition,
                notFound,
                bearer);
    }

    @ParameterizedTest
    @CsvSource({"ASK_WITH_GET,true", "REFUSAL,false"})
    void aNotFoundMayBeAskedAgainByGet(NotFound mode, boolean allowed) throws IOException {
        UpstreamBehaviour behaviour = QUICK.withEventTimeout(Duration.ofMillis(400))
                .withHandshakes(handshakes(Repetition.WITH_EVENTS, mode, Bearer.NONE));
        try (UpstreamFixture fixture = new UpstreamFixture(behaviour)) {
            fixture.handler.answerHandshakes(
                    request -> request.method().equals("GET") ? Reply.allow("*") : Reply.of(404));
            UserEventAnswer answer = fixture.userEvent(fixture.client(), "message", "x");
            assertThat(answer instanceof UserEventAnswer.Empty).isEqualTo(allowed);
            assertThat(fixture.handler.handshakes().stream()
                            .anyMatch(request -> request.method().equals("GET")))
                    .isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE,''", "SENT,Bearer token-for-api://bridge"})
    void aHandshakeMayCarryTheIdentitysToken(Bearer mode, String seen) throws IOException {
        UpstreamBehaviour behaviour =
                QUICK.withHandshakes(handshakes(Repetition.WITH_EVENTS, NotFound.ASK_WITH_GET, mode));
        try (UpstreamFixture fixture = new UpstreamFixture(behaviour)) {
            EventHandler plain = fixture.settings.eventHandlers().get(0);
            fixture.settings = HubSettings.DEFAULT.withEventHandlers(new EventHandler(
                    plain.urlTemplate(), "*", Set.of(), EventHandler.Auth.managedIdentity("api://bridge")));
            fixture.userEvent(fixture.client(), "message", "x");
            assertThat(fixture.handler.handshakes().get(0).header("Authorization"))
                    .isEqualTo(seen);
        }
    }

    @ParameterizedTest
    @CsvSource({"WITH_EVENTS", "ALWAYS"})
    void aHandshakeMayBeRepeatedWithoutEvents(Repetition mode) throws IOException {
        UpstreamBehaviour behaviour = QUICK.withHandshakes(handshakes(mode, NotFound.ASK_WITH_GET, Bearer.NONE));
        try (UpstreamFixture fixture = new UpstreamFixture(behaviour)) {
            fixture.userEvent(fixture.client(), "message", "x");
            if (mode == Repetition.WITH_EVENTS) {
                await().pollDelay(Duration.ofMillis(250))
                        .until(() -> fixture.handler.handshakes().size() == 1);
                return;
            }
            await().until(() -> fixture.handler.handshakes().size() >= 3);
            fixture.upstream.forgetHandshakes();
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            int asked = fixture.handler.handshakes().size();
            await().pollDelay(Duration.ofMillis(250))
                    .until(() -> fixture.handler.handshakes().size() == asked);
        }
    }
}
