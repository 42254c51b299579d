package io.github.kafkaconnect.webpubsub.sink.task;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Back-pressure: pauses all partitions above the high mark and resumes them below the low mark (half of it); a partition whose
 * unfinished span is at its own limit is paused alone. Task thread only, as Connect demands.
 */
final class PartitionGate {
    private final SinkTaskContext context;
    private final Limits limits;
    private final Set<TopicPartition> paused = new HashSet<>();
    private boolean full;

    /**
     * @param records unfinished records of the task at which intake stops
     * @param bytes unfinished bytes of the task at which intake stops
     * @param span records between the first unfinished and the newest of one partition at which that partition stops
     */
    record Limits(int records, long bytes, long span) {}

    PartitionGate(SinkTaskContext context, Limits limits) {
        this.context = context;
        this.limits = limits;
    }

    /**
     * Sets the gate of newly assigned partitions explicitly: after a rebalance Connect pauses again what was paused before, though
     * the reason may be gone, and hands records of the new partitions over at once, though the task may be full.
     */
    void open(Collection<TopicPartition> opened) {
        for (TopicPartition partition : opened) {
            if (full) {
                paused.add(partition);
                context.pause(partition);
            } else {
                paused.remove(partition);
                context.resume(partition);
            }
        }
    }

    void close(Collection<TopicPartition> closed) {
        closed.forEach(paused::remove);
    }

    /** Call after every change of what is unfinished. */
    void update(Collection<PartitionState> assigned, SinkCounters counters) {
        long records = 0;
        long bytes = 0;
        for (PartitionState state : assigned) {
            records += state.unfinishedRecords();
            bytes += state.unfinishedBytes();
        }
        counters.unfinished(records, bytes);
        full = full
                ? records > limits.records() / 2 || bytes > limits.bytes() / 2
                : records >= limits.records() || bytes >= limits.bytes();
        for (PartitionState state : assigned) {
            set(state.partition(), full || isOverstretched(state));
        }
    }

    boolean isHolding() {
        return !paused.isEmpty();
    }

    private boolean isOverstretched(PartitionState state) {
        long limit = paused.contains(state.partition()) ? limits.span() / 2 : limits.span();
        return state.ledger().span() >= Math.max(1, limit);
    }

    private void set(TopicPartition partition, boolean pause) {
        if (pause && paused.add(partition)) {
            context.pause(partition);
        } else if (!pause && paused.remove(partition)) {
            context.resume(partition);
        }
    }
}
