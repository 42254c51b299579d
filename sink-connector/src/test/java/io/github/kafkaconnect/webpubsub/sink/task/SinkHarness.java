package io.github.kafkaconnect.webpubsub.sink.task;

import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions.Timing;
import io.github.kafkaconnect.webpubsub.sink.config.FlowOptions;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.RetryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.RecordMapper;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The real session, pipeline, gate, loop and engine around a service that the test plays by hand. */
final class SinkHarness implements AutoCloseable {
    static final TopicPartition P0 = new TopicPartition("orders", 0);
    /** The wall clock stands still. */
    static final long NOW_MS = 1_800_000_000_000L;

    static final TopicPartition P1 = new TopicPartition("orders", 1);

    final FakeSinkTaskContext context;
    final SinkSession session;
    private final SinkCounters counters;
    private final SinkPipeline pipeline;
    private final ScheduledExecutorService executor = NamedThreads.single("webpubsub-test-0-delivery");
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    /** Where the consumer stands. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private long skewNanos;

    /** An attempt that waits for the test's answer. */
    record Attempt(Delivery<SinkWork> delivery, Operation operation, DeliveryLoop<SinkWork> loop) {
        String body() {
            return new String(((Operation.Send) operation).payload().bytes(), StandardCharsets.UTF_8);
        }

        void end(Outcome outcome) {
            loop.attemptEnded(delivery, outcome);
        }
    }

    SinkHarness(@Nullable ErrantRecordReporter reporter, boolean tolerant, PartitionGate.Limits limits) {
        this(reporter, tolerant, limits, Map.of());
    }

    /** @param options of the connector, besides a hub and a group named by the key */
    SinkHarness(
            @Nullable ErrantRecordReporter reporter,
            boolean tolerant,
            PartitionGate.Limits limits,
            Map<String, String> options) {
        context = new FakeSinkTaskContext(reporter);
        Map<String, String> properties = new HashMap<>(
                Map.of("webpubsub.hub", "chat", "webpubsub.target", "group", "webpubsub.target.name", "${key}"));
        properties.putAll(Map.of("retry.backoff.ms", "1", "retry.backoff.max.ms", "2", "close.timeout.ms", "200"));
        properties.putAll(options);
        ParsedConfig config = SinkOptions.SPEC.parse(properties);
        LiveOptions live = LiveOptions.from(config);
        Folding folding = new Folding();
        DeliveryLoop<SinkWork> loop = new DeliveryLoop<>(
                executor,
                System::nanoTime,
                new DeliveryLoop.Settings<>(
                        EngineWiring.settings(FlowOptions.from(config), RetryOptions.from(config), live),
                        folding,
                        new Random(1)),
                (first, joined, to) -> attempts.add(new Attempt(
                        first,
                        live.folding().isOn()
                                ? folding.operation(first, joined)
                                : Objects.requireNonNull(first.work().operation()),
                        to)),
                new EndpointLog());
        counters = new SinkCounters(() -> System.nanoTime() + skewNanos);
        pipeline = new SinkPipeline(
                new Intake(
                        new RecordMapper(RecordMapper.Options.from(config, properties)),
                        new LaneKeys(config.get(DeliveryOptions.ORDERING)),
                        new Intake.Lateness(live.maxAgeMs(), live.late()),
                        new Intake.Time(Clock.fixed(Instant.ofEpochMilli(NOW_MS), ZoneOffset.UTC), System::nanoTime)),
                loop,
                SinkPipeline.Reports.ofErrants(finished -> new ErrantReports(reporter, tolerant, finished)),
                counters);
        session = new SinkSession(
                context,
                new SinkSession.Parts(
                        pipeline, new PartitionGate(context, limits), counters, TaskFigures.none(), () -> {}),
                new Timing(1_000, config.get(DeliveryOptions.CLOSE_TIMEOUT_MS)),
                () -> System.nanoTime() + skewNanos);
        session.open(List.of(P0, P1));
    }

    static SinkHarness plain() {
        return new SinkHarness(null, false, new PartitionGate.Limits(100, 1_000_000, 1_000, 5_000));
    }

    static SinkHarness with(Map<String, String> options) {
        return new SinkHarness(null, false, new PartitionGate.Limits(100, 1_000_000, 1_000, 5_000), options);
    }

    /** The work of a record at offset 42 of the first partition, outside any pipeline. */
    static SinkWork work(@Nullable Operation operation, @Nullable Plan plan, String value) {
        SinkRecord record = record(P0, 42, "k", value);
        PartitionState partition = new PartitionState(P0);
        return new SinkWork(
                record,
                partition,
                partition.ledger(),
                0,
                operation,
                plan,
                null,
                "lane",
                null,
                Deliverable.NEVER_NANOS,
                RecordSize.of(record, null));
    }

    static SinkRecord record(TopicPartition partition, long offset, @Nullable String key, @Nullable Object value) {
        return record(partition, offset, key, value, 0);
    }

    static SinkRecord record(
            TopicPartition partition, long offset, @Nullable String key, @Nullable Object value, long timestampMs) {
        return new SinkRecord(
                partition.topic(),
                partition.partition(),
                Schema.OPTIONAL_STRING_SCHEMA,
                key,
                null,
                value,
                offset,
                timestampMs,
                TimestampType.CREATE_TIME);
    }

    void put(SinkRecord... records) {
        for (SinkRecord record : records) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            positions.put(partition, record.originalKafkaOffset() + 1);
        }
        session.put(List.of(records));
    }

    /** The attempts that started since the last call; waits until there are as many as expected. */
    List<Attempt> attempts(int expected) {
        await().pollDelay(0, TimeUnit.MILLISECONDS)
                .pollInterval(1, TimeUnit.MILLISECONDS)
                .until(() -> attempts.size() >= expected);
        List<Attempt> started = new ArrayList<>();
        for (Attempt one = attempts.poll(); one != null; one = attempts.poll()) {
            started.add(one);
        }
        return started;
    }

    /** Lets the loop's thread finish what was posted to it so far. */
    void settleLoop() {
        try {
            for (int i = 0; i < 3; i++) {
                executor.submit(() -> {}).get(5, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    Map<TopicPartition, Long> committable() {
        settleLoop();
        return session.committable(positions);
    }

    /** The consumer stands elsewhere, as after a rebalance or a failed commit. */
    void seek(TopicPartition partition, long offset) {
        positions.put(partition, offset);
    }

    Whereabouts.Finder finder() {
        return pipeline::find;
    }

    Collection<PartitionState> assigned() {
        return pipeline.assigned();
    }

    long figure(String name) {
        return counters.figures().all().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsLong();
    }

    void passMillis(long millis) {
        skewNanos += millis * 1_000_000;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
