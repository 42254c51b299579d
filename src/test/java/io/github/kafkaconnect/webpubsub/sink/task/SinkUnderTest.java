package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.RetryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.RecordMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * The sink's task as {@link SinkAssembly} builds it, around a clock, a thread and a service that a simulation plays. In this
 * package because the task's parts are private to it. Not thread-safe: the task thread's, as the task itself.
 */
public final class SinkUnderTest {
    private static final Folding FOLDING = new Folding();

    /** Parsed once: a scenario starts tasks all the time. */
    private static final Map<Mapping, RecordMapper.Options> OPTIONS = options();

    private final DeliveryLoop<SinkWork> loop;
    private final SinkPipeline pipeline;
    private final PartitionGate gate;
    private final SinkSession session;

    /**
     * All that is configured of a task.
     *
     * @param delivery the options of the connector itself, with the two that follow
     * @param mapping what records ask for
     * @param tolerant whether errors.tolerance is all
     */
    public record Settings(
            DeliveryOptions delivery, RetryOptions retries, LiveOptions live, Mapping mapping, boolean tolerant) {}

    /** What records ask for. */
    public enum Mapping {
        /** To be sent to the group that their key names; a record without a key cannot be mapped. */
        BY_KEY,
        /** To be sent to each of the groups that their value lists; a record without a list cannot be mapped. */
        LISTED,
        /** To be sent to the whole hub. */
        TO_ALL,
        /** What their value says. */
        COMMANDS;

        private Map<String, String> properties() {
            return switch (this) {
                case BY_KEY -> Map.of("webpubsub.target", "group", "webpubsub.target.name", "${key}");
                case LISTED -> Map.of("webpubsub.target", "group", "webpubsub.target.name", "${value.to}");
                case TO_ALL -> Map.of("webpubsub.target", "all");
                case COMMANDS -> Map.of("operation", "command");
            };
        }
    }

    /**
     * What a task meets outside.
     *
     * @param endpoint is told what the task thinks of the service
     * @param transport closed when the task stops
     */
    public record Surroundings(
            SinkTaskContext context,
            ScheduledExecutorService executor,
            LongSupplier nanoClock,
            OperationClient client,
            RandomGenerator random,
            DeliveryLoop.EndpointListener endpoint,
            AutoCloseable transport) {}

    public SinkUnderTest(Settings settings, Surroundings outside) {
        DeliveryOptions delivery = settings.delivery();
        SinkCounters counters = new SinkCounters(outside.nanoClock());
        loop = new DeliveryLoop<>(
                outside.executor(),
                outside.nanoClock(),
                new DeliveryLoop.Settings<>(
                        EngineWiring.settings(delivery.flow(), settings.retries(), settings.live()),
                        FOLDING,
                        outside.random()),
                SinkAssembly.attempts(outside.client(), settings.live(), counters::folded),
                outside.endpoint());
        pipeline = new SinkPipeline(
                new Intake(
                        mapper(settings),
                        new LaneKeys(delivery.ordering()),
                        new Intake.Lateness(
                                settings.live().maxAgeMs(), settings.live().late()),
                        new Intake.Time(new WallClock(outside.nanoClock()), outside.nanoClock())),
                loop,
                SinkPipeline.Reports.ofErrants(finished ->
                        new ErrantReports(outside.context().errantRecordReporter(), settings.tolerant(), finished)),
                counters);
        gate = new PartitionGate(outside.context(), SinkAssembly.gateLimits(delivery, settings.retries()));
        AutoCloseable resources = () -> {
            loop.close();
            outside.executor().shutdownNow();
            outside.transport().close();
        };
        session = new SinkSession(
                outside.context(),
                new SinkSession.Parts(pipeline, gate, counters, TaskFigures.none(), resources),
                delivery.timing(),
                outside.nanoClock());
    }

    public void open(Collection<TopicPartition> partitions) {
        session.open(partitions);
    }

    public void put(Collection<SinkRecord> records) {
        session.put(records);
    }

    public Map<TopicPartition, Long> preCommit(Map<TopicPartition, Long> consumed) {
        return session.committable(consumed);
    }

    public void close(Collection<TopicPartition> partitions) {
        session.close(partitions);
    }

    public void stop() {
        session.stop();
    }

    /** The defect that stopped the delivery loop, or null. */
    public @Nullable Throwable defect() {
        return loop.failure();
    }

    /** How often it has read on although it was full. */
    public long scouts() {
        return gate.scouts();
    }

    public int unfinishedRecords() {
        int records = 0;
        for (PartitionState state : pipeline.assigned()) {
            records += state.unfinishedRecords();
        }
        return records;
    }

    public long unfinishedBytes() {
        long bytes = 0;
        for (PartitionState state : pipeline.assigned()) {
            bytes += state.unfinishedBytes();
        }
        return bytes;
    }

    /** Records between the first unfinished one and the newest, of the partition where these are most. */
    public long longestSpan() {
        long longest = 0;
        for (PartitionState state : pipeline.assigned()) {
            longest = Math.max(longest, state.ledger().span());
        }
        return longest;
    }

    private static RecordMapper mapper(Settings settings) {
        RecordMapper.Options options = Objects.requireNonNull(OPTIONS.get(settings.mapping()));
        return new RecordMapper(options.withLive(settings.live()));
    }

    private static Map<Mapping, RecordMapper.Options> options() {
        Map<Mapping, RecordMapper.Options> options = new EnumMap<>(Mapping.class);
        for (Mapping mapping : Mapping.values()) {
            Map<String, String> properties = new HashMap<>(mapping.properties());
            properties.put("webpubsub.hub", "chat");
            properties.put("payload.format", "json");
            options.put(mapping, RecordMapper.Options.from(SinkOptions.SPEC.parse(properties), properties));
        }
        return options;
    }

    /** A wall clock that never jumps: the time of the simulation itself. */
    private static final class WallClock extends Clock {
        private final LongSupplier nanoClock;

        WallClock(LongSupplier nanoClock) {
            this.nanoClock = nanoClock;
        }

        @Override
        public long millis() {
            return TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong());
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("one zone is enough");
        }
    }
}
