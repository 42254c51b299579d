package io.github.kafkaconnect.webpubsub.source.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEventParser;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReply;
import io.github.kafkaconnect.webpubsub.common.transport.ReceivedRequest;
import io.github.kafkaconnect.webpubsub.source.event.EventPolicy;
import io.github.kafkaconnect.webpubsub.source.event.TrustPolicy;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.handoff.RecentAnswers;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventIntakeTest {
    private static final long MAX_BYTES = 100;
    private static final UpstreamReply LATE = UpstreamReply.text(503, "no application replied in time");

    private final AtomicLong now = new AtomicLong();
    private final RecentAnswers recent = new RecentAnswers(new RecentAnswers.Bounds(0, 0));
    private final Handoff<String> handoff = new Handoff<>(
            new AckLedger<>(10, MAX_BYTES, recent), recent, new Handoff.Limits(1_000, 1_000, 0), now::get);
    private final EventCounters counters = new EventCounters(now::get);
    private final Desk desk = new Desk();
    private final List<Integer> statuses = new ArrayList<>();
    private EventIntake.Plan plan = new EventIntake.Plan(true, UpstreamReply.NO_CONTENT, LATE);
    private int rendered;

    @Test
    void nobodyExpectsAReplyToWhatWasNotTaken() {
        post("message", "c1", 60);
        post("message", "c2", 60);
        assertThat(statuses).containsExactly(503);
        assertThat(counters.settled(Settlement.FULL)).isEqualTo(1);
        assertThat(desk.expected).extracting(OwedReply::payload).containsExactly("c1");
    }

    @Test
    void aBurstThatFindsNoRoomForItsBytesCostsNoRendering() {
        plan = EventIntake.Plan.TAKE;
        post("message", "c1", 60);
        post("message", "c2", 60);
        assertThat(rendered).isEqualTo(2);
        post("message", "c3", 60);
        post("message", "c4", 60);
        assertThat(rendered).isEqualTo(2);
        assertThat(counters.settled(Settlement.FULL)).isEqualTo(3);
        assertThat(intake().isReady()).isFalse();
        handoff.take(10, 0).forEach(owed -> handoff.acknowledge(owed, Settlement.WRITTEN));
        assertThat(intake().isReady()).isTrue();
        post("message", "c5", 60);
        assertThat(statuses).containsExactly(503, 503, 503, 204);
        assertThat(rendered).isEqualTo(3);
    }

    @Test
    void nobodyIsAdmittedUnaskedWhereAnApplicationDecides() {
        handoff.stop();
        post("connect", "c1", 0);
        assertThat(statuses).containsExactly(503);
        assertThat(counters.settled(Settlement.ADMITTED)).isZero();
        assertThat(counters.settled(Settlement.STOPPED)).isEqualTo(1);
        plan = new EventIntake.Plan(true, UpstreamReply.text(400, "the policy's"), UpstreamReply.NO_CONTENT);
        post("connect", "c2", 0);
        plan = EventIntake.Plan.TAKE;
        post("connect", "c3", 0);
        assertThat(statuses).containsExactly(503, 204, 204);
        assertThat(counters.settled(Settlement.ADMITTED)).isEqualTo(2);
    }

    @Test
    void whomAnApplicationRefusesIsNotAdmittedForWantOfARecord() {
        plan = new EventIntake.Plan(true, UpstreamReply.NO_CONTENT, UpstreamReply.NO_CONTENT);
        post("connect", "c1", 0);
        post("connect", "c2", 0);
        List<OwedReply<String>> asked = handoff.take(10, 0);
        handoff.reply(asked.get(0), UpstreamReply.text(403, "no"));
        handoff.reply(asked.get(1), UpstreamReply.text(200, "the application's"));
        handoff.stop();
        assertThat(statuses).containsExactlyInAnyOrder(503, 200);
        assertThat(counters.settled(Settlement.ADMITTED)).isEqualTo(1);
    }

    @Test
    void aClientWhoseConnectIsFilteredOutIsJudgedAsIfNobodyReplied() {
        plan = new EventIntake.Plan(true, UpstreamReply.NO_CONTENT, UpstreamReply.text(401, "nobody"));
        post("connect", "c1", 0);
        handoff.take(10, 0).forEach(owed -> handoff.acknowledge(owed, Settlement.FILTERED));
        assertThat(statuses).containsExactly(401);
    }

    private void post(String event, String connectionId, int bytes) {
        boolean connect = event.equals("connect");
        ReceivedRequest request = new ReceivedRequest(
                "POST",
                "/events",
                List.of(
                        Map.entry("content-type", connect ? "application/json" : "text/plain"),
                        Map.entry("webhook-request-origin", "a.example"),
                        Map.entry("ce-specversion", "1.0"),
                        Map.entry("ce-awpsversion", "1.0"),
                        Map.entry("ce-type", connect ? "azure.webpubsub.sys.connect" : "azure.webpubsub.user.message"),
                        Map.entry("ce-source", "/hubs/chat/client/" + connectionId),
                        Map.entry("ce-id", "1"),
                        Map.entry("ce-time", "2026-03-04T05:06:07Z"),
                        Map.entry("ce-hub", "chat"),
                        Map.entry("ce-connectionid", connectionId),
                        Map.entry("ce-eventname", event)),
                (connect ? "{}" : "x".repeat(bytes)).getBytes(UTF_8));
        assertThat(intake().accept(new IncomingRequest(request), new Reply())).isEmpty();
    }

    private EventIntake<String> intake() {
        AbuseProtection origins = new AbuseProtection(Set.of("a.example"));
        return new EventIntake<>(
                new EventIntake.Checks(
                        new UpstreamEventParser(UpstreamEventParser.Credentials.DROP),
                        TrustPolicy.open(origins),
                        new EventPolicy(Set.of(new Hub("chat")), 5_000, 5_000, new EventPolicy.Choices(true, false))),
                new EventIntake.Work<>(
                        (hub, event) -> plan,
                        (hub, event, more) -> {
                            rendered++;
                            return new EventIntake.Rendered<>(event.connectionId(), 1, event.data().length);
                        },
                        desk),
                handoff,
                counters,
                now::get);
    }

    private final class Reply implements HttpReceiver.Reply {
        @Override
        public void send(HttpReply reply) {
            statuses.add(reply.status());
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }

    /** Asks whoever there is, and remembers whose replies are expected. */
    private static final class Desk implements EventIntake.Questions<String> {
        private final List<OwedReply<String>> expected = new ArrayList<>();

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public EventIntake.Question<String> ask(UpstreamEvent.Kind kind) {
            return new EventIntake.Question<>() {
                @Override
                public Map<String, String> headers() {
                    return Map.of();
                }

                @Override
                public long timeoutNanos() {
                    return 500;
                }

                @Override
                public void expect(OwedReply<String> owed) {
                    expected.add(owed);
                }
            };
        }
    }
}
