package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEventParser;
import io.github.kafkaconnect.webpubsub.source.event.EventPolicy;
import io.github.kafkaconnect.webpubsub.source.event.TrustPolicy;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.RecentAnswers;
import java.util.Set;

/** Routes to tasks that nobody polls. */
final class Routes {
    private static final RecentAnswers RECENT = new RecentAnswers(new RecentAnswers.Bounds(0, 0));

    private Routes() {}

    static Route route(String connector, int task, String path, String hub) {
        AbuseProtection origins = new AbuseProtection(Set.of(connector + ".example"));
        EventIntake<String> intake = new EventIntake<>(
                new EventIntake.Checks(
                        new UpstreamEventParser(UpstreamEventParser.Credentials.DROP),
                        TrustPolicy.open(origins),
                        new EventPolicy(Set.of(new Hub(hub)), 1_000, 1_000, new EventPolicy.Choices(false, false))),
                new EventIntake.Work<>(
                        (name, event) -> EventIntake.Plan.TAKE,
                        (name, event, more) -> new EventIntake.Rendered<>(event.id(), 1, 1),
                        new NobodyToAsk()),
                new Handoff<>(
                        new AckLedger<>(10, 1_000, RECENT),
                        RECENT,
                        new Handoff.Limits(1_000_000_000L, 1_000_000_000L, 0),
                        () -> 0),
                new EventCounters(() -> 0),
                () -> 0);
        return new Route(
                connector, task, path, "/health", Set.of(new Hub(hub)), origins, intake, new RequestCounters(() -> 0));
    }

    private static final class NobodyToAsk implements EventIntake.Questions<String> {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public EventIntake.Question<String> ask(UpstreamEvent.Kind kind) {
            throw new IllegalStateException("nobody is asked");
        }
    }
}
