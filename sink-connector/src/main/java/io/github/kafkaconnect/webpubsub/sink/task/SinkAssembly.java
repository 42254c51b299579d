package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.auth.AccessKeySigner;
import io.github.kafkaconnect.webpubsub.common.auth.KeyRing;
import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.client.RestClient;
import io.github.kafkaconnect.webpubsub.common.client.RestSettings;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.config.Version;
import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import io.github.kafkaconnect.webpubsub.common.transport.EventLoops;
import io.github.kafkaconnect.webpubsub.common.transport.NettyHttpSender;
import io.github.kafkaconnect.webpubsub.common.transport.SenderSettings;
import io.github.kafkaconnect.webpubsub.sink.config.ConnectionOptions;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.FlowOptions;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.OperationOptions;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadOptions;
import io.github.kafkaconnect.webpubsub.sink.config.RetryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.ServiceOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.RecordMapper;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the parts of a task from its configuration, once, and is forgotten. Makes no call to the service. */
final class SinkAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(SinkAssembly.class);

    private SinkAssembly() {}

    static SinkSession assemble(Map<String, String> properties, SinkTaskContext context) {
        ParsedConfig config = SinkOptions.SPEC.parse(properties);
        DeliveryOptions delivery = DeliveryOptions.from(config);
        String connector = properties.getOrDefault("name", "sink");
        int task = Integer.parseInt(properties.getOrDefault(SinkOptions.TASK_INDEX, "0"));
        String owner = "webpubsub-" + connector + "-" + task;
        EventLoops loops = new EventLoops(owner, 1);
        NettyHttpSender sender = new NettyHttpSender(senderSettings(config, delivery.flow()), loops);
        EndpointLog endpointLog = new EndpointLog();
        DeliveryLoop<SinkWork> loop = new DeliveryLoop<>(
                loops.executor(),
                System::nanoTime,
                loopSettings(config, delivery.flow()),
                attempts(client(config, sender), LiveOptions.from(config)),
                endpointLog);
        SinkCounters counters = new SinkCounters();
        SinkPipeline pipeline =
                new SinkPipeline(intake(config, delivery), loop, reporters(properties, context), counters);
        PartitionGate gate = new PartitionGate(context, gateLimits(delivery));
        TaskFigures figures = TaskFigures.publish(connector, task, figures(counters, loop, endpointLog));
        AutoCloseable resources = () -> {
            if (figures != null) {
                figures.close();
            }
            loop.close();
            sender.close();
            loops.close();
        };
        LOG.info(
                "Started target={} ordering={} maxInFlight={}",
                config.get(SinkOptions.TARGET),
                delivery.ordering(),
                delivery.flow().maxInFlight());
        SinkSession.Parts parts = new SinkSession.Parts(pipeline, gate, counters, resources);
        return new SinkSession(context, parts, delivery.timing(), System::nanoTime);
    }

    private static Map<String, LongSupplier> figures(
            SinkCounters counters, DeliveryLoop<SinkWork> loop, EndpointLog endpointLog) {
        Map<String, LongSupplier> figures = new HashMap<>(counters.figures());
        figures.putAll(new EngineFigures(loop::state, System::nanoTime).figures());
        figures.put("breaker-open-total", endpointLog::outages);
        return figures;
    }

    private static SenderSettings senderSettings(ParsedConfig config, FlowOptions flow) {
        ServiceOptions service = ServiceOptions.from(config);
        ConnectionOptions connections = ConnectionOptions.from(config);
        if (service.travelsInClear()) {
            LOG.warn("Requests to {} are not encrypted; tokens and messages can be read on the way", service.route());
        }
        return SenderSettings.to(URI.create(service.route().toString()))
                .withPool(flow.maxInFlight(), flow.maxInFlight())
                .withTimeouts(connections.connectTimeout(), connections.requestTimeout())
                .withLifetimes(connections.maxIdle(), connections.maxAge());
    }

    private static OperationClient client(ParsedConfig config, NettyHttpSender sender) {
        ServiceOptions service = ServiceOptions.from(config);
        KeyRing keys = new KeyRing(
                service.connections().get(0).accessKey(),
                service.connections().size() > 1 ? service.connections().get(1).accessKey() : null);
        String userAgent = "webpubsub-kafka-connect-sink/" + Version.current();
        return new RestClient(
                sender,
                new AccessKeySigner(keys, Clock.systemUTC()),
                new OperationEncoder(service.apiVersion()),
                RestSettings.through(service.route(), service.endpoint(), userAgent)
                        .withStatusHandling(RetryOptions.from(config).statusHandling()),
                Clock.systemUTC());
    }

    static DeliveryLoop.Attempts<SinkWork> attempts(OperationClient client, LiveOptions live) {
        if (live.folding().isOn()) {
            Folding folding = new Folding();
            return (first, joined, loop) ->
                    client.execute(folding.operation(first, joined), outcome -> loop.attemptEnded(first, outcome));
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

    private static Intake intake(ParsedConfig config, DeliveryOptions delivery) {
        LiveOptions live = LiveOptions.from(config);
        return new Intake(
                new RecordMapper(OperationOptions.from(config), PayloadOptions.from(config), live),
                new LaneKeys(delivery.ordering()),
                new Intake.Lateness(live.maxAgeMs(), live.late()),
                Intake.Time.SYSTEM);
    }

    private static SinkPipeline.ReporterSource reporters(Map<String, String> properties, SinkTaskContext context) {
        boolean tolerant = "all".equalsIgnoreCase(properties.getOrDefault("errors.tolerance", "none"));
        return finished -> new ErrantReports(context.errantRecordReporter(), tolerant, finished);
    }

    private static PartitionGate.Limits gateLimits(DeliveryOptions delivery) {
        return new PartitionGate.Limits(delivery.bufferRecords(), delivery.bufferBytes(), delivery.unfinishedSpan());
    }
}
