package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.auth.AccessKeySigner;
import io.github.kafkaconnect.webpubsub.common.auth.KeyRing;
import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.client.RestClient;
import io.github.kafkaconnect.webpubsub.common.client.RestSettings;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.config.Version;
import io.github.kafkaconnect.webpubsub.common.delivery.Backoff;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.DeliveryEngine;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.common.transport.EventLoops;
import io.github.kafkaconnect.webpubsub.common.transport.NettyHttpSender;
import io.github.kafkaconnect.webpubsub.common.transport.SenderSettings;
import io.github.kafkaconnect.webpubsub.sink.config.ConnectionOptions;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadOptions;
import io.github.kafkaconnect.webpubsub.sink.config.ServiceOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.config.TargetOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.RecordMapper;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the parts of a task from its configuration, once, and is forgotten. Makes no call to the service. */
final class SinkAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(SinkAssembly.class);

    /** One token is about 1 KB. */
    private static final int TOKENS_KEPT = 10_000;

    private static final long NANOS_PER_MS = 1_000_000;

    private SinkAssembly() {}

    static SinkSession assemble(Map<String, String> properties, SinkTaskContext context) {
        ParsedConfig config = SinkOptions.SPEC.parse(properties);
        DeliveryOptions delivery = DeliveryOptions.from(config);
        String connector = properties.getOrDefault("name", "sink");
        int task = Integer.parseInt(properties.getOrDefault(SinkOptions.TASK_INDEX, "0"));
        String owner = "webpubsub-" + connector + "-" + task;
        EventLoops loops = new EventLoops(owner, 1);
        ScheduledExecutorService engineThread = NamedThreads.single(owner + "-delivery");
        NettyHttpSender sender = new NettyHttpSender(senderSettings(config, delivery), loops);
        OperationClient client = client(ServiceOptions.from(config), sender);
        DeliveryLoop<SinkWork> loop =
                new DeliveryLoop<>(engineThread, System::nanoTime, loopSettings(delivery), attempts(client));
        SinkCounters counters = new SinkCounters();
        SinkPipeline pipeline = new SinkPipeline(
                intake(config, delivery), loop, reporters(properties, context), counters, System::nanoTime);
        PartitionGate gate = new PartitionGate(context, gateLimits(delivery));
        TaskFigures figures = TaskFigures.publish(connector, task, counters.figures(loop::inFlight));
        AutoCloseable resources = () -> {
            if (figures != null) {
                figures.close();
            }
            loop.close();
            engineThread.shutdownNow();
            sender.close();
            loops.close();
        };
        LOG.info(
                "Started target={} ordering={} maxInFlight={}",
                config.get(SinkOptions.TARGET),
                delivery.ordering(),
                delivery.maxInFlight());
        SinkSession.Parts parts = new SinkSession.Parts(pipeline, gate, counters, resources);
        return new SinkSession(context, parts, delivery.timing(), System::nanoTime);
    }

    private static SenderSettings senderSettings(ParsedConfig config, DeliveryOptions delivery) {
        ServiceOptions service = ServiceOptions.from(config);
        ConnectionOptions connections = ConnectionOptions.from(config);
        if (service.travelsInClear()) {
            LOG.warn("Requests to {} are not encrypted; tokens and messages can be read on the way", service.route());
        }
        return SenderSettings.to(URI.create(service.route().toString()))
                .withPool(delivery.maxInFlight(), delivery.maxInFlight())
                .withTimeouts(connections.connectTimeout(), connections.requestTimeout())
                .withLifetimes(connections.maxIdle(), connections.maxAge());
    }

    private static OperationClient client(ServiceOptions service, NettyHttpSender sender) {
        KeyRing keys = new KeyRing(
                service.connections().get(0).accessKey(),
                service.connections().size() > 1 ? service.connections().get(1).accessKey() : null);
        return new RestClient(
                sender,
                new AccessKeySigner(keys, Clock.systemUTC(), TOKENS_KEPT),
                new OperationEncoder(service.apiVersion()),
                RestSettings.through(
                        service.route(), service.endpoint(), "webpubsub-kafka-connect-sink/" + Version.current()),
                Clock.systemUTC());
    }

    private static BiConsumer<Delivery<SinkWork>, BiConsumer<Delivery<SinkWork>, Outcome>> attempts(
            OperationClient client) {
        return (delivery, outcomes) -> client.execute(
                Objects.requireNonNull(delivery.work().operation()), outcome -> outcomes.accept(delivery, outcome));
    }

    private static DeliveryLoop.Settings loopSettings(DeliveryOptions delivery) {
        long timeoutMs = delivery.deliveryTimeoutMs();
        boolean endless = timeoutMs == 0 || timeoutMs > Long.MAX_VALUE / NANOS_PER_MS;
        return new DeliveryLoop.Settings(
                new DeliveryEngine.Limits(delivery.maxInFlight(), endless ? Long.MAX_VALUE : timeoutMs * NANOS_PER_MS),
                new Backoff(delivery.retries().backoffMs(), delivery.retries().backoffMaxMs()),
                new Random());
    }

    private static SinkPipeline.Intake intake(ParsedConfig config, DeliveryOptions delivery) {
        return new SinkPipeline.Intake(
                new RecordMapper(TargetOptions.from(config), PayloadOptions.from(config)),
                new LaneKeys(delivery.ordering()));
    }

    private static SinkPipeline.ReporterSource reporters(Map<String, String> properties, SinkTaskContext context) {
        boolean tolerant = "all".equalsIgnoreCase(properties.getOrDefault("errors.tolerance", "none"));
        return finished -> new ErrantReports(context.errantRecordReporter(), tolerant, finished);
    }

    private static PartitionGate.Limits gateLimits(DeliveryOptions delivery) {
        return new PartitionGate.Limits(delivery.bufferRecords(), delivery.bufferBytes(), delivery.unfinishedSpan());
    }
}
