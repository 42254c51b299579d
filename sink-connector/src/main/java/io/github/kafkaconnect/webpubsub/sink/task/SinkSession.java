package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions.Timing;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One started task: keeps pipeline, gate and commits in step with Connect's calls. Task thread only; nothing here waits in put. */
final class SinkSession {
    private static final Logger LOG = LoggerFactory.getLogger(SinkSession.class);

    /** How soon put() is wanted again while partitions are paused, so that they resume in time. */
    private static final long HOLDING_POLL_MS = 5;

    /** How soon put() is wanted again while records are on their way, so that failures surface. */
    private static final long BUSY_POLL_MS = 50;

    private final SinkTaskContext context;
    private final SinkPipeline pipeline;
    private final PartitionGate gate;
    private final Timing timing;
    private final LongSupplier nanoClock;
    private final AutoCloseable resources;
    private final SinkCounters counters;
    private final TaskFigures figures;
    private final StuckWatch stuck;
    private final SpanWatch spans;
    private final Map<TopicPartition, Long> lastCommitted = new HashMap<>();
    private long lastCommitNanos;

    /** What a session drives. */
    record Parts(
            SinkPipeline pipeline,
            PartitionGate gate,
            SinkCounters counters,
            TaskFigures figures,
            AutoCloseable resources) {}

    SinkSession(SinkTaskContext context, Parts parts, Timing timing, LongSupplier nanoClock) {
        this.context = context;
        this.pipeline = parts.pipeline();
        this.gate = parts.gate();
        this.counters = parts.counters();
        this.figures = parts.figures();
        this.resources = parts.resources();
        this.timing = timing;
        this.nanoClock = nanoClock;
        this.lastCommitNanos = nanoClock.getAsLong();
        this.stuck = new StuckWatch(lastCommitNanos, pipeline::find);
        this.spans = new SpanWatch(gate.limits().span(), pipeline::find);
    }

    void open(Collection<TopicPartition> partitions) {
        pipeline.open(partitions);
        gate.open(partitions);
    }

    void put(Collection<SinkRecord> records) {
        pipeline.put(records);
        figures.settle();
        long nowNanos = nanoClock.getAsLong();
        gate.update(
                pipeline.assigned(), new PartitionGate.News(pipeline.engine(), !records.isEmpty(), nowNanos), counters);
        counters.oldest(pipeline.oldestNanos());
        counters.held(gate.pausedPartitions(), spans.look(pipeline.assigned()));
        stuck.look(pipeline.assigned(), nowNanos);
        long wantedMs = Math.min(maybeRequestCommit(), gate.isHolding() ? HOLDING_POLL_MS : Long.MAX_VALUE);
        wantedMs = Math.min(wantedMs, pipeline.isIdle() ? Long.MAX_VALUE : BUSY_POLL_MS);
        if (wantedMs < Long.MAX_VALUE) {
            context.timeout(wantedMs);
        }
    }

    Map<TopicPartition, Long> committable(Map<TopicPartition, Long> consumed) {
        pipeline.collect();
        Map<TopicPartition, Long> offsets = pipeline.committable(consumed);
        // Connect may ask for some partitions only, such as those that it is about to lose, and commits no others.
        consumed.keySet().stream()
                .filter(offsets::containsKey)
                .forEach(partition -> lastCommitted.put(partition, offsets.get(partition)));
        lastCommitNanos = nanoClock.getAsLong();
        return offsets;
    }

    void close(Collection<TopicPartition> partitions) {
        pipeline.close(partitions, timing.closeTimeoutMs());
        gate.close(partitions);
        stuck.forget(partitions);
        spans.forget(partitions);
        // All of them: a rebalance may have broken off a commit of those that stay.
        lastCommitted.clear();
    }

    void stop() {
        LOG.info("Stopped {}", counters);
        try {
            resources.close();
        } catch (Exception e) {
            LOG.warn("Not everything could be closed", e);
        }
    }

    /**
     * Connect commits rarely unless asked. Returns how soon put() is wanted for the next commit, {@link Long#MAX_VALUE} when there
     * is nothing to commit.
     */
    private long maybeRequestCommit() {
        if (!isBehind()) {
            return Long.MAX_VALUE;
        }
        long dueMs = timing.commitIntervalMs() - (nanoClock.getAsLong() - lastCommitNanos) / 1_000_000;
        if (dueMs <= 0) {
            context.requestCommit();
        }
        return Math.max(1, dueMs);
    }

    private boolean isBehind() {
        return pipeline.committable(Map.of()).entrySet().stream()
                .anyMatch(entry -> entry.getValue() > lastCommitted.getOrDefault(entry.getKey(), -1L));
    }
}
