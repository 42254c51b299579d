package io.github.kafkaconnect.webpubsub.sink.task;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Back-pressure: a partition is paused when it holds its share of what the task may hold, and resumed at half of that. Its share is
 * half of what the others leave, or all of it when there are no others: one whose records end slowly never takes the room that the
 * others need to go on. A partition whose unfinished span is at its own limit is paused too; all are while the service is away. Task
 * thread only, as Connect demands.
 */
final class PartitionGate {
    private final SinkTaskContext context;
    private final Limits limits;
    private final Set<TopicPartition> paused = new HashSet<>();
    private boolean shut;

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
            if (shut) {
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

    /**
     * Call after every change of what is unfinished.
     *
     * @param serviceAway whether more records would only be piled up
     */
    void update(Collection<PartitionState> assigned, boolean serviceAway, SinkCounters counters) {
        long records = 0;
        long bytes = 0;
        for (PartitionState state : assigned) {
            records += state.unfinishedRecords();
            bytes += state.unfinishedBytes();
        }
        counters.unfinished(records, bytes);
        shut = serviceAway || records >= limits.records() || bytes >= limits.bytes();
        for (PartitionState state : assigned) {
            boolean crowded = isCrowded(state, state.unfinishedRecords(), limits.records() - records, assigned.size())
                    || isCrowded(state, state.unfinishedBytes(), limits.bytes() - bytes, assigned.size());
            set(state.partition(), serviceAway || crowded || isOverstretched(state));
        }
    }

    /** Whether a partition that holds so much, while so much is free, is at its share (at half of it, when it is paused). */
    private boolean isCrowded(PartitionState state, long held, long free, int partitions) {
        double rest = Math.max(0, held + free);
        double share = partitions == 1 ? rest : rest / 2;
        return held >= (paused.contains(state.partition()) ? share / 2 : share);
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
