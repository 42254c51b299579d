package io.github.kafkaconnect.webpubsub.source.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.Answer;
import io.github.kafkaconnect.webpubsub.source.handoff.EventKey;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.handoff.RecentAnswers;
import io.github.kafkaconnect.webpubsub.source.handoff.Reception;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import io.github.kafkaconnect.webpubsub.source.handoff.Terms;
import io.github.kafkaconnect.webpubsub.source.handoff.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the plan for an event when an application has its say. */
class ReplyDeskTest {
    private static final UpstreamReply GUEST = UpstreamReply.text(200, "{\"roles\":[]}");

    private final RecentAnswers recent = new RecentAnswers(new RecentAnswers.Bounds(10, 1_000_000));
    private final Handoff<String> handoff = new Handoff<>(
            new AckLedger<>(10, 1_000, recent), recent, new Handoff.Limits(Long.MAX_VALUE, Long.MAX_VALUE, 0), () -> 0);
    private final ReplyDesk<String> desk = new ReplyDesk<>(handoff, "me");
    private final List<Answer> answers = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "CONNECT, webpubsub-status, 204, 200",
        "CONNECT, webpubsub-status, 200, 200",
        "CONNECT, other,            '',  200",
        "CONNECT, webpubsub-status, 401, 401",
        "MESSAGE, webpubsub-status, 204, 204",
    })
    void aBareYesAgreesToThePolicy(UpstreamEvent.Kind kind, String header, String value, int status) {
        assertThat(answer(kind, Map.of(header, value), "").status()).isEqualTo(status);
    }

    @Test
    void aYesThatGrantsStandsForItself() {
        UpstreamReply granted = answer(UpstreamEvent.Kind.CONNECT, Map.of("webpubsub-user-id", "ada"), "");
        assertThat(new String(granted.body(), UTF_8)).isEqualTo("{\"userId\":\"ada\"}");
        UpstreamReply state = answer(UpstreamEvent.Kind.CONNECT, Map.of("webpubsub-connection-state", "s"), "");
        assertThat(state.findConnectionState()).contains("s");
        assertThat(state.body()).isEmpty();
    }

    private UpstreamReply answer(UpstreamEvent.Kind kind, Map<String, String> headers, String value) {
        ReplyDesk.Ticket ticket = desk.ticket();
        Waiter waiter = new Waiter(answers::add, Long.MAX_VALUE);
        OwedReply<String> owed = new OwedReply<>(
                new EventKey(ticket.correlationId(), 0, false),
                "payload",
                new Terms(
                        1,
                        10,
                        GUEST,
                        new Terms.Question(Long.MAX_VALUE, UpstreamReply.text(503, "late"), UpstreamReply.NO_CONTENT)),
                waiter);
        desk.expect(ticket, kind, owed);
        handoff.offer(owed, waiter);
        handoff.acknowledge(owed, Settlement.WRITTEN);
        Reception reception =
                desk.receive(new HeaderForm().read(ticket.correlationId(), headers, value.getBytes(UTF_8)));
        assertThat(reception).isEqualTo(Reception.TAKEN);
        return Objects.requireNonNull(answers.remove(0).reply());
    }
}
