package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEventParser;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.source.event.EventPolicy;
import io.github.kafkaconnect.webpubsub.source.event.TrustPolicy;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.handoff.RecentAnswers;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import io.github.kafkaconnect.webpubsub.source.ingress.EventIntake;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerSpec;
import io.github.kafkaconnect.webpubsub.source.ingress.RequestCounters;
import io.github.kafkaconnect.webpubsub.source.ingress.Route;
import io.github.kafkaconnect.webpubsub.source.reply.ReplyDesk;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;

/** A task of the source: the real door, intake and hand-off, with Connect and Kafka played by the scenario. */
final class SourceTask {
    private static final long MILLI = Scenario.MILLI;
    private static final int BATCH = 50;

    private final SourceScenario scenario;
    private final AckLedger<SimulatedEvent> ledger;
    private final Handoff<SimulatedEvent> handoff;
    private final ReplyDesk<SimulatedEvent> desk;
    private final ListenerRegistry.Lease lease;
    private final ArrayDeque<Sent> producing = new ArrayDeque<>();
    private long producerFreeNanos;
    private long pausedUntilNanos;
    private boolean ended;

    SourceTask(SourceScenario scenario, ListenerRegistry listeners, ListenerSpec spec, int index) {
        this.scenario = scenario;
        SourcePlan plan = scenario.plan();
        RecentAnswers recent = listeners.recentAnswers(
                "sim", new RecentAnswers.Bounds(plan.remembers(), 600_000 * MILLI), scenario.now());
        ledger = new AckLedger<>(plan.maxEvents(), plan.maxBytes(), recent);
        handoff = new Handoff<>(
                ledger, recent, new Handoff.Limits(SourcePlan.GAP_MS * MILLI, Long.MAX_VALUE, 0), scenario::now);
        desk = new ReplyDesk<>(handoff, "sim");
        Set<Hub> hubs = Set.of(new Hub("chat"));
        AbuseProtection origins = new AbuseProtection(Set.of("sim.example"));
        EventIntake<SimulatedEvent> intake = new EventIntake<>(
                new EventIntake.Checks(
                        new UpstreamEventParser(UpstreamEventParser.Credentials.DROP),
                        TrustPolicy.open(origins),
                        new EventPolicy(
                                hubs,
                                plan.answerMs(),
                                plan.connectMs(),
                                new EventPolicy.Choices(plan.admits(), false))),
                new EventIntake.Work<>(this::plan, SourceTask::rendered, new Asking()),
                handoff,
                new EventCounters(scenario::now),
                scenario::now);
        lease = listeners.register(
                spec,
                new Route("sim", index, "/e", "/health", hubs, origins, intake, new RequestCounters(scenario::now)));
        scenario.after(0, this::poll);
        scenario.after(50 * MILLI, this::tick);
    }

    private EventIntake.Plan plan(String hub, UpstreamEvent event) {
        if (event.connectionId().startsWith("evil") && event.kind() == UpstreamEvent.Kind.CONNECT) {
            return new EventIntake.Plan(false, UpstreamReply.text(403, "no"), null);
        }
        boolean blocking = event.kind() == UpstreamEvent.Kind.MESSAGE || event.kind() == UpstreamEvent.Kind.CONNECT;
        boolean asks = scenario.plan().asks() && blocking;
        UpstreamReply unanswered = scenario.plan().acceptsUnanswered()
                ? UpstreamReply.NO_CONTENT
                : UpstreamReply.text(503, "no application replied");
        return new EventIntake.Plan(true, UpstreamReply.NO_CONTENT, asks ? unanswered : null);
    }

    private static EventIntake.Rendered<SimulatedEvent> rendered(
            String hub, UpstreamEvent event, Map<String, String> more) {
        SimulatedEvent rendered =
                new SimulatedEvent(event.connectionId(), Integer.parseInt(event.id()), event.eventName());
        return new EventIntake.Rendered<>(rendered, 1, event.data().length);
    }

    private final class Asking implements EventIntake.Questions<SimulatedEvent> {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public EventIntake.Question<SimulatedEvent> ask(UpstreamEvent.Kind kind) {
            ReplyDesk.Ticket ticket = desk.ticket();
            return new EventIntake.Question<>() {
                @Override
                public Map<String, String> headers() {
                    return Map.of();
                }

                @Override
                public long timeoutNanos() {
                    return scenario.plan().replyMs() * MILLI;
                }

                @Override
                public void expect(OwedReply<SimulatedEvent> owed) {
                    // The record itself leads the application back; the desk has to keep its books all the same.
                    desk.expect(ticket, kind, owed);
                }
            };
        }
    }

    private void poll() {
        if (ended) {
            return;
        }
        if (scenario.now() >= pausedUntilNanos) {
            for (OwedReply<SimulatedEvent> owed : handoff.take(BATCH, 0)) {
                produce(owed);
            }
        }
        // Now and then Connect takes its time, but less than what counts as stalled.
        boolean slow = scenario.dice().oneIn(25);
        scenario.after(scenario.dice().millis(slow ? 300 : 1, slow ? 950 : 60), this::poll);
    }

    private void tick() {
        if (!ended) {
            handoff.tick();
            requireOnlyWhatIsOwedExpected();
            scenario.after(50 * MILLI, this::tick);
        }
    }

    private void produce(OwedReply<SimulatedEvent> owed) {
        Dice dice = scenario.dice();
        if (scenario.plan().troubles() > 0 && dice.oneIn(40)) {
            scenario.count(SourceKind.FILTERED);
            scenario.books().filtered(owed.payload());
            handoff.acknowledge(owed, Settlement.FILTERED);
            requireAnswered(owed);
            return;
        }
        if (scenario.plan().tolerates() && dice.oneIn(15)) {
            scenario.count(SourceKind.DROPPED);
            handoff.acknowledge(owed, Settlement.DROPPED);
            requireAnswered(owed);
            return;
        }
        producing.add(new Sent(owed, scenario.now()));
        producerFreeNanos =
                Math.max(producerFreeNanos, Math.max(scenario.now(), scenario.kafkaBackNanos())) + dice.millis(0, 20);
        scenario.at(producerFreeNanos, this::acknowledged);
    }

    /** No application can see it, so nobody is to wait for one. */
    private static void requireAnswered(OwedReply<SimulatedEvent> owed) {
        if (!owed.isClosed()) {
            throw new Violation("what nobody can reply to is answered at once", owed.payload() + " waits");
        }
    }

    private void acknowledged() {
        Sent sent = producing.poll();
        if (sent == null) {
            return;
        }
        if (scenario.now() < scenario.kafkaBackNanos()) {
            // An outage began meanwhile: everything behind waits too.
            producing.addFirst(sent);
            scenario.at(scenario.kafkaBackNanos(), this::acknowledged);
            return;
        }
        write(sent.owed());
        if (scenario.dice().oneIn(5)) {
            // As when a transaction is committed: applications may have seen it before.
            scenario.after(scenario.dice().millis(0, scenario.plan().answerMs() + 500), () -> acknowledge(sent));
        } else {
            acknowledge(sent);
        }
    }

    private void acknowledge(Sent sent) {
        if (ended) {
            return;
        }
        if (scenario.now() - sent.nanos() > scenario.plan().answerMs() * MILLI) {
            scenario.count(SourceKind.LATE_ACK);
        }
        handoff.acknowledge(sent.owed(), Settlement.WRITTEN);
    }

    /** A record that the producer has. */
    private record Sent(OwedReply<SimulatedEvent> owed, long nanos) {}

    private void write(OwedReply<SimulatedEvent> owed) {
        scenario.books().written(owed.payload());
        if (scenario.plan().asks() && owed.payload().isAnswerable()) {
            askApplication(owed);
        }
    }

    private void askApplication(OwedReply<SimulatedEvent> owed) {
        Dice dice = scenario.dice();
        if (dice.oneIn(8)) {
            scenario.count(SourceKind.UNANSWERED);
            return;
        }
        long took = dice.millis(1, scenario.plan().replyMs() + 200);
        scenario.after(took, () -> reply(owed, SourceKind.REPLIED));
        if (dice.oneIn(10)) {
            scenario.after(took + dice.millis(0, 50), () -> reply(owed, SourceKind.REPLIED_TWICE));
        }
    }

    private void reply(OwedReply<SimulatedEvent> owed, SourceKind kind) {
        if (!ended) {
            scenario.count(kind);
            UpstreamReply reply = owed.payload().isDenied()
                    ? UpstreamReply.text(403, "not you")
                    : UpstreamReply.text(200, kind.words() + " to " + owed.payload());
            // What one that has a successor already was told is not known to the successor.
            if (handoff.reply(owed, reply) && !scenario.isLeaving(this)) {
                scenario.books().said(owed.payload(), reply.status());
            }
        }
    }

    void pause(long untilNanos) {
        pausedUntilNanos = untilNanos;
    }

    /** Connect stops the task: what the producer has may still be written. */
    void stop() {
        ended = true;
        scenario.books().disturb();
        flushSome();
        handoff.stop();
        lease.close();
        requireNothingOwed();
    }

    /** The process is gone: of what the producer has, the first records may have reached the broker. */
    void kill() {
        ended = true;
        flushSome();
    }

    private void flushSome() {
        int reached = producing.isEmpty() ? 0 : scenario.dice().nextInt(producing.size() + 1);
        for (int i = 0; i < reached; i++) {
            scenario.books().written(producing.remove().owed().payload());
        }
        producing.clear();
    }

    void check() {
        if (!ended) {
            scenario.books().bounds(ledger.events(), ledger.bytes());
        }
    }

    private void requireOnlyWhatIsOwedExpected() {
        desk.sweep();
        if (desk.waiting() > ledger.events()) {
            throw new Violation(
                    "a reply is expected only while its event is owed an answer",
                    desk.waiting() + " replies are expected, " + ledger.events() + " answers are owed");
        }
    }

    void requireNothingOwed() {
        requireOnlyWhatIsOwedExpected();
        if (ledger.events() != 0 || ledger.bytes() != 0) {
            throw new Violation(
                    "nothing is owed for ever", ledger.events() + " events of " + ledger.bytes() + " bytes are left");
        }
    }
}
