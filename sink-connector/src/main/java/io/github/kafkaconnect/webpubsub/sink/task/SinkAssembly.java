package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource;
import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.client.RestClient;
import io.github.kafkaconnect.webpubsub.common.client.RestSettings;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.config.Version;
import io.github.kafkaconnect.webpubsub.common.delivery.EngineState;
import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.common.observe.TaskName;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import io.github.kafkaconnect.webpubsub.common.runtime.Closer;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import io.github.kafkaconnect.webpubsub.common.transport.EventLoops;
import io.github.kafkaconnect.webpubsub.common.transport.NettyHttpSender;
import io.github.kafkaconnect.webpubsub.common.transport.SenderSettings;
import io.github.kafkaconnect.webpubsub.sink.config.ConnectionOptions;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.FlowOptions;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.OperationOptions;
import io.github.kafkaconnect.webpubsub.sink.config.OutcomeOptions;
import io.github.kafkaconnect.webpubsub.sink.config.ProxyOptions;
import io.github.kafkaconnect.webpubsub.sink.config.RetryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.ServiceOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SslOptions;
import io.github.kafkaconnect.webpubsub.sink.config.WorkflowOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.TopicMapper;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the parts of a task from its configuration, once, and is forgotten. Makes no call to the service. */
final class SinkAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(SinkAssembly.class);

    /** Enough for the engine to have seen what the scouts brought before. */
    private static final long SCOUTS_MIN_MS = 250;

    private SinkAssembly() {}

    /** What was built is closed when the rest cannot be. */
    static SinkSession assemble(Map<String, String> properties, SinkTaskContext context) {
        Closer closer = new Closer();
        try {
            return assemble(properties, context, closer);
        } catch (RuntimeException | Error e) {
            closer.closeAfter(e);
            throw e;
        }
    }

    private static SinkSession assemble(Map<String, String> properties, SinkTaskContext context, Closer closer) {
        ParsedConfig config = SinkOptions.SPEC.parse(properties);
        DeliveryOptions delivery = DeliveryOptions.from(config);
        String connector = properties.getOrDefault("name", "sink");
        int task = Integer.parseInt(properties.getOrDefault(SinkOptions.TASK_INDEX, "0"));
        String owner = "webpubsub-" + connector + "-" + task;
        OutcomeProducer outcomes = closer.add(OutcomeProducer.from(OutcomeOptions.from(config, properties), owner));
        CredentialSource credentials = closer.add(CredentialWiring.credentials(config, owner));
        EventLoops loops = closer.add(new EventLoops(owner, 1));
        NettyHttpSender sender = closer.add(new NettyHttpSender(senderSettings(config, delivery.flow()), loops));
        EndpointLog endpointLog = new EndpointLog();
        SinkCounters counters = new SinkCounters(System::nanoTime);
        DeliveryLoop<SinkWork> loop = new DeliveryLoop<>(
                loops.executor(),
                System::nanoTime,
                loopSettings(config, delivery.flow()),
                attempts(client(config, credentials, sender), LiveOptions.from(config), counters::folded),
                endpointLog);
        closer.add(loop::close);
        SinkPipeline pipeline = new SinkPipeline(
                intake(config, properties, delivery),
                loop,
                new SinkPipeline.Reports(
                        errants(properties, context),
                        finished -> outcomes.topic(new OutcomeTopic.Told(finished, counters::outcomeFailed))),
                counters);
        PartitionGate gate = new PartitionGate(context, gateLimits(delivery, RetryOptions.from(config)));
        TaskFigures figures = closer.add(TaskFigures.publish(
                new TaskName(connector, task),
                figures(counters, loop::state, endpointLog),
                SinkTaskContext.class,
                context));
        LOG.info(
                "Started operation={} workflow={} ordering={} maxInFlight={}",
                config.get(OperationOptions.OPERATION),
                config.find(WorkflowOptions.WORKFLOW).orElse("-"),
                delivery.ordering(),
                delivery.flow().maxInFlight());
        SinkSession.Parts parts = new SinkSession.Parts(pipeline, gate, counters, figures, closer);
        return new SinkSession(context, parts, delivery.timing(), System::nanoTime);
    }

    /** All that a task shows. */
    static Figures figures(SinkCounters counters, Supplier<EngineState> engine, EndpointLog endpointLog) {
        return counters.figures()
                .addAll(new EngineFigures(engine, System::nanoTime).figures())
                .addAll(endpointLog.figures());
    }

    static SenderSettings senderSettings(ParsedConfig config, FlowOptions flow) {
        ServiceOptions service = ServiceOptions.from(config);
        ConnectionOptions connections = ConnectionOptions.from(config);
        if (service.travelsInClear()) {
            LOG.warn("Requests to {} are not encrypted; tokens and messages can be read on the way", service.route());
        }
        SenderSettings settings = SenderSettings.to(URI.create(service.route().toString()))
                .withPool(flow.maxInFlight(), flow.maxInFlight())
                .withTimeouts(connections.connectTimeout(), connections.requestTimeout())
                .withLifetimes(connections.maxIdle(), connections.maxAge());
        SenderSettings secured = TlsWiring.apply(SslOptions.from(config), settings);
        return ProxyOptions.from(config)
                .map(ProxyWiring::address)
                .map(secured::through)
                .orElse(secured);
    }

    static OperationClient client(ParsedConfig config, CredentialSource credentials, NettyHttpSender sender) {
        ServiceOptions service = ServiceOptions.from(config);
        RetryOptions retries = RetryOptions.from(config);
        String userAgent = "webpubsub-kafka-connect-sink/" + Version.current();
        return new RestClient(
                sender,
                credentials,
                new OperationEncoder(service.apiVersion()),
                RestSettings.through(service.route(), service.endpoint(), userAgent)
                        .withStatusHandling(retries.statusHandling())
                        .withRetryAfterMax(retries.endpoint().retryAfterMaxMs()),
                Clock.systemUTC());
    }

    /** @param folded told on the loop's thread how many records travel with another one */
    static DeliveryLoop.Attempts<SinkWork> attempts(OperationClient client, LiveOptions live, IntConsumer folded) {
        PlanAttempts plans = new PlanAttempts(client);
        DeliveryLoop.Attempts<SinkWork> calls = calls(client, live, folded);
        return (first, joined, loop) -> {
            Plan plan = first.work().plan();
            if (plan == null) {
                calls.start(first, joined, loop);
            } else {
                plans.start(first, plan, loop);
            }
        };
    }

    private static DeliveryLoop.Attempts<SinkWork> calls(OperationClient client, LiveOptions live, IntConsumer folded) {
        if (live.folding().isOn()) {
            Folding folding = new Folding();
            return (first, joined, loop) -> {
                folded.accept(joined.size());
                client.execute(folding.operation(first, joined), outcome -> loop.attemptEnded(first, outcome));
            };
        }
        return (first, joined, loop) -> client.execute(
                Objects.requireNonNull(first.work().operation()), outcome -> loop.attemptEnded(first, outcome));
    }

    private static DeliveryLoop.Settings<SinkWork> loopSettings(ParsedConfig config, FlowOptions flow) {
        return new DeliveryLoop.Settings<>(
                EngineWiring.settings(flow, RetryOptions.from(config), LiveOptions.from(config)),
                new Folding(),
                new Random());
    }

    private static Intake intake(ParsedConfig config, Map<String, String> properties, DeliveryOptions delivery) {
        LiveOptions live = LiveOptions.from(config);
        return new Intake(
                TopicMapper.of(properties),
                new LaneKeys(delivery.ordering()),
                new Intake.Lateness(live.maxAgeMs(), live.late()),
                Intake.Time.SYSTEM);
    }

    private static Function<BiConsumer<SinkWork, Ending>, ErrantReports> errants(
            Map<String, String> properties, SinkTaskContext context) {
        boolean tolerant = "all".equalsIgnoreCase(properties.getOrDefault("errors.tolerance", "none"));
        return finished -> new ErrantReports(context.errantRecordReporter(), tolerant, finished);
    }

    /** Scouts wait for half of the longest backoff, which is what it lasts on average. */
    static PartitionGate.Limits gateLimits(DeliveryOptions delivery, RetryOptions retries) {
        return new PartitionGate.Limits(
                delivery.bufferRecords(),
                delivery.bufferBytes(),
                delivery.unfinishedSpan(),
                Math.max(SCOUTS_MIN_MS, retries.backoffMaxMs() / 2));
    }
}
