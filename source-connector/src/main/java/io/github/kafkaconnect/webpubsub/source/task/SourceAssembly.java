package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.common.observe.TaskName;
import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEventParser;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.source.config.Proof;
import io.github.kafkaconnect.webpubsub.source.config.Sensitive;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.event.EventPolicy;
import io.github.kafkaconnect.webpubsub.source.event.TrustPolicy;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.ingress.EventIntake;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerSpec;
import io.github.kafkaconnect.webpubsub.source.ingress.Route;
import io.github.kafkaconnect.webpubsub.source.mapping.EventMapper;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedRecord;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** Builds a task's parts once, wires them, and takes them down in the right order. */
final class SourceAssembly {
    private static final long TICK_MS = 50;

    private final SourceConfig config;
    private final LongSupplier nanoTime;
    private final EventCounters counters = new EventCounters();
    private final AckLedger<MappedRecord> ledger;
    private final Handoff<MappedRecord> handoff;

    SourceAssembly(SourceConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        SourceConfig.Answers answers = config.answers();
        this.ledger = new AckLedger<>(answers.maxEvents(), answers.maxBytes());
        this.handoff = new Handoff<>(ledger, TimeUnit.MILLISECONDS.toNanos(answers.pollGapMs()), nanoTime);
    }

    /** Opens or joins the listener, starts the clock and shows the figures. */
    RunningSource start(ListenerRegistry listeners, ListenerSpec spec, @Nullable SourceTaskContext context) {
        ListenerRegistry.Lease lease = listeners.register(spec, route());
        ScheduledExecutorService clock = NamedThreads.single(config.identity().threadPrefix() + "-clock");
        var unused = clock.scheduleAtFixedRate(handoff::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        return new RunningSource(
                new SourcePipeline(handoff, counters, config.answers()),
                handoff,
                lease,
                clock,
                TaskFigures.publish(
                        new TaskName(
                                config.identity().connector(), config.identity().index()),
                        SourceMetrics.figures(counters, ledger),
                        SourceTaskContext.class,
                        context));
    }

    private Route route() {
        SourceConfig.Door door = config.door();
        AbuseProtection origins = new AbuseProtection(door.allowedOrigins());
        return new Route(
                config.identity().connector(),
                config.identity().index(),
                door.path(),
                door.healthPath(),
                Set.copyOf(config.hubs()),
                origins,
                intake(origins));
    }

    private EventIntake<MappedRecord> intake(AbuseProtection origins) {
        SourceConfig.Answers answers = config.answers();
        EventMapper mapper = new EventMapper(config.records());
        return new EventIntake<>(
                new EventIntake.Checks(
                        new UpstreamEventParser(credentials()),
                        trust(config.door(), origins),
                        new EventPolicy(config.hubs(), answers.timeoutMs(), answers.connectTimeoutMs())),
                (hub, event) -> {
                    MappedRecord mapped = mapper.map(hub, event);
                    return new EventIntake.Rendered<>(mapped, 1, mapped.bytes());
                },
                handoff,
                counters,
                nanoTime);
    }

    private UpstreamEventParser.Credentials credentials() {
        return config.records().sensitive() == Sensitive.KEEP
                ? UpstreamEventParser.Credentials.KEEP
                : UpstreamEventParser.Credentials.DROP;
    }

    private static TrustPolicy trust(SourceConfig.Door door, AbuseProtection origins) {
        TrustPolicy policy = TrustPolicy.open(origins);
        if (door.proofs().contains(Proof.SIGNATURE)) {
            policy = policy.withSignature(new EventSignature(door.accessKeys()));
        }
        return door.proofs().contains(Proof.SHARED_SECRET) ? policy.withSharedSecret(door.sharedSecret()) : policy;
    }
}
