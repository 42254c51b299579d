package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.common.observe.TaskName;
import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEventParser;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.source.config.AdmissionOptions;
import io.github.kafkaconnect.webpubsub.source.config.PolicyFiles;
import io.github.kafkaconnect.webpubsub.source.config.Proof;
import io.github.kafkaconnect.webpubsub.source.config.RecordSettings;
import io.github.kafkaconnect.webpubsub.source.config.Sensitive;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.config.SourceOptions;
import io.github.kafkaconnect.webpubsub.source.config.UnknownEvents;
import io.github.kafkaconnect.webpubsub.source.event.EventPolicy;
import io.github.kafkaconnect.webpubsub.source.event.TrustPolicy;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.RecentAnswers;
import io.github.kafkaconnect.webpubsub.source.ingress.EventIntake;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerSpec;
import io.github.kafkaconnect.webpubsub.source.ingress.RequestCounters;
import io.github.kafkaconnect.webpubsub.source.ingress.Route;
import io.github.kafkaconnect.webpubsub.source.mapping.EventMapper;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedEvent;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedRecord;
import io.github.kafkaconnect.webpubsub.source.mapping.PresenceMapper;
import io.github.kafkaconnect.webpubsub.source.policy.SourcePolicies;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** Builds a task's parts once, wires them, and takes them down in the right order. */
final class SourceAssembly {
    private static final long TICK_MS = 50;
    /** About what a broker takes to write; more would be felt by a client whose event another broker could write at once. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long SWEEP_MS = 1_000;
    private static final long LOOK_MS = 1_000;
    private static final long KEYS_MS = 1_000;

    private final SourceConfig config;
    private final LongSupplier nanoTime;
    private final ListenerRegistry listeners;
    private final SourcePolicies policies;
    private final EventCounters counters;
    private final RequestCounters requests;
    private final AckLedger<MappedEvent> ledger;
    private final Handoff<MappedEvent> handoff;
    private final Optional<BearerTrust> bearer;

    SourceAssembly(SourceConfig config, ListenerRegistry listeners, LongSupplier nanoTime) {
        this.config = config;
        this.listeners = listeners;
        this.policies = SourcePolicies.of(config.options(), PolicyFiles::read);
        this.nanoTime = nanoTime;
        this.counters = new EventCounters(nanoTime);
        this.requests = new RequestCounters(nanoTime);
        SourceConfig.Answers answers = config.answers();
        RecentAnswers recent = listeners.recentAnswers(
                config.identity().connector(), bounds(answers.admission()), nanoTime.getAsLong());
        this.ledger = new AckLedger<>(answers.maxEvents(), answers.maxBytes(), recent);
        this.handoff = new Handoff<>(
                ledger,
                recent,
                new Handoff.Limits(
                        TimeUnit.MILLISECONDS.toNanos(answers.pollGapMs()),
                        TimeUnit.MILLISECONDS.toNanos(config.options().get(SourceOptions.KAFKA_SILENCE_MS)),
                        GATHER_NANOS),
                nanoTime);
        this.bearer = config.door()
                .bearer()
                .map(options -> BearerTrust.of(options, config.identity().threadPrefix(), nanoTime));
    }

    private static RecentAnswers.Bounds bounds(AdmissionOptions admission) {
        return new RecentAnswers.Bounds(admission.repeats(), TimeUnit.MILLISECONDS.toNanos(admission.repeatLifeMs()));
    }

    /** Opens or joins the listener, starts the clock and shows the figures; takes everything down again when that fails. */
    RunningSource start(ListenerSpec spec, @Nullable SourceTaskContext context) {
        Unwinding unwinding = new Unwinding();
        try {
            Applications applications = Applications.start(config, handoff, counters, System::currentTimeMillis);
            unwinding.add(applications::close);
            ListenerRegistry.Lease lease = listeners.register(spec, route(applications));
            unwinding.add(lease::close);
            // Before the listener, which carries the answers.
            unwinding.add(handoff::stop);
            ScheduledExecutorService clock =
                    NamedThreads.single(config.identity().threadPrefix() + "-clock");
            unwinding.add(clock::shutdownNow);
            return start(lease, applications, clock, context);
        } catch (RuntimeException | Error e) {
            unwinding.unwind(e);
            throw e;
        }
    }

    private RunningSource start(
            ListenerRegistry.Lease lease,
            Applications applications,
            ScheduledExecutorService clock,
            @Nullable SourceTaskContext context) {
        TaskName task =
                new TaskName(config.identity().connector(), config.identity().index());
        TaskStates states = new TaskStates(task.toString(), handoff, counters, applications, nanoTime);
        Duty.Lines log = Duty.log(task.toString());
        every(clock, TICK_MS, new Duty("keep deadlines", handoff::tick, log));
        every(clock, SWEEP_MS, new Duty("forget replies that came too late", applications::sweep, log));
        every(clock, LOOK_MS, new Duty("tell its states", states::look, log));
        every(clock, LOOK_MS, new Duty("watch the certificate", TaskStates.certificate(lease, Clock.systemUTC()), log));
        bearer.ifPresent(
                trust -> every(clock, KEYS_MS, new Duty("renew the authority's keys", trust::refreshInTime, log)));
        return new RunningSource(
                new SourcePipeline(handoff, counters, config),
                handoff,
                lease,
                applications,
                clock,
                TaskFigures.publish(
                        task,
                        figures(applications)
                                .addAll(DoorMetrics.figures(requests, lease, Clock.systemUTC()))
                                .addAll(states.figures()),
                        SourceTaskContext.class,
                        context));
    }

    private static void every(ScheduledExecutorService clock, long periodMs, Duty duty) {
        var unused = clock.scheduleAtFixedRate(duty, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    private Figures figures(Applications applications) {
        Figures figures = SourceMetrics.figures(counters, ledger, handoff, applications);
        bearer.ifPresent(trust -> trust.figures()
                .forEach((name, figure) -> figures.add(name, "Requests refused for their bearer token.", figure)));
        return figures;
    }

    private Route route(Applications applications) {
        SourceConfig.Door door = config.door();
        AbuseProtection origins = new AbuseProtection(door.allowedOrigins());
        return new Route(
                config.identity().connector(),
                config.identity().index(),
                door.path(),
                door.healthPath(),
                Set.copyOf(config.hubs()),
                origins,
                intake(origins, applications),
                requests);
    }

    private EventIntake<MappedEvent> intake(AbuseProtection origins, Applications applications) {
        return new EventIntake<>(
                new EventIntake.Checks(new UpstreamEventParser(credentials()), trust(origins), policy()),
                new EventIntake.Work<>(
                        new AnswerPlans(policies, config.replies(), nanoTime), rendering(), applications),
                handoff,
                counters,
                nanoTime);
    }

    private EventPolicy policy() {
        SourceConfig.Answers answers = config.answers();
        return new EventPolicy(
                config.hubs(),
                answers.timeoutMs(),
                answers.connectTimeoutMs(),
                new EventPolicy.Choices(
                        answers.admission().admitsUnrecorded(),
                        config.options().get(SourceOptions.UNKNOWN_EVENTS) == UnknownEvents.REFUSE));
    }

    private EventIntake.Rendering<MappedEvent> rendering() {
        RecordSettings records = config.records();
        EventMapper events = new EventMapper(records, System::currentTimeMillis);
        RecordSettings.Presence settings = records.presence();
        PresenceMapper presence =
                settings == null ? null : new PresenceMapper(records, settings.topic(), System::currentTimeMillis);
        return (hub, event, more) -> {
            MappedRecord record = events.map(hub, event, more);
            MappedEvent mapped = new MappedEvent(record, presence == null ? null : presence.map(hub, event));
            return new EventIntake.Rendered<>(mapped, mapped.records(), mapped.bytes());
        };
    }

    private UpstreamEventParser.Credentials credentials() {
        return config.records().sensitive() == Sensitive.KEEP
                ? UpstreamEventParser.Credentials.KEEP
                : UpstreamEventParser.Credentials.DROP;
    }

    private TrustPolicy trust(AbuseProtection origins) {
        SourceConfig.Door door = config.door();
        TrustPolicy policy = TrustPolicy.open(origins);
        if (door.proofs().contains(Proof.SIGNATURE)) {
            policy = policy.withSignature(new EventSignature(door.accessKeys()));
        }
        if (door.proofs().contains(Proof.SHARED_SECRET)) {
            policy = policy.withSharedSecret(door.sharedSecret());
        }
        return bearer.isPresent() ? policy.withBearer(bearer.get()) : policy;
    }
}
