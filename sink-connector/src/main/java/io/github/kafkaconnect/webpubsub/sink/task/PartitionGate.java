package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.EngineState;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Back-pressure: a partition is paused when it holds its share of what the task may hold, and resumed at half of that. Its share is
 * half of what the others leave, or all of it when there are no others: one whose records end slowly never takes the room that the
 * others need to go on. A partition whose unfinished span is at its own limit is paused too; all are while the service is away. While all
 * that the task holds has failed, it takes a poll more now and then, up to a reserve ({@link Scouts}). Task thread only, as Connect
 * demands.
 */
final class PartitionGate {
    private final SinkTaskContext context;
    private final Limits limits;
    private final Scouts scouts;
    private final Set<TopicPartition> paused = new HashSet<>();
    private boolean shut;

    /**
     * @param records unfinished records of the task at which intake stops
     * @param bytes unfinished bytes of the task at which intake stops
     * @param span records between the first unfinished and the newest of one partition at which that partition stops
     * @param scoutsEveryMs how often a poll more may be taken while all that is held has failed
     */
    record Limits(int records, long bytes, long span, long scoutsEveryMs) {}

    /**
     * What has changed.
     *
     * @param arrived whether records have come since the last update
     */
    record News(EngineState engine, boolean arrived, long nowNanos) {}

    PartitionGate(SinkTaskContext context, Limits limits) {
        this.context = context;
        this.limits = limits;
        this.scouts = new Scouts(TimeUnit.MILLISECONDS.toNanos(limits.scoutsEveryMs()));
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
     * @param news tells whether more records would only be piled up, or are needed
     */
    void update(Collection<PartitionState> assigned, News news, SinkCounters counters) {
        long records = 0;
        long bytes = 0;
        for (PartitionState state : assigned) {
            records += state.unfinishedRecords();
            bytes += state.unfinishedBytes();
        }
        counters.unfinished(records, bytes);
        boolean serviceAway = news.engine().holdsIntake();
        shut = serviceAway || records >= limits.records() || bytes >= limits.bytes();
        Room room = new Room(limits.records() - records, limits.bytes() - bytes, assigned.size());
        boolean full = assigned.stream().anyMatch(state -> isFull(state, room));
        double fill = Math.max((double) records / limits.records(), (double) bytes / limits.bytes());
        boolean scouting = scouts.areOut(
                new Scouts.Sight(full, news.engine().onlyFailing(), fill, news.arrived()), news.nowNanos());
        for (PartitionState state : assigned) {
            set(state.partition(), serviceAway || (isFull(state, room) && !scouting));
        }
    }

    /** What the task may take in, over its partitions; less than nothing when it holds too much. */
    private record Room(long records, long bytes, int partitions) {}

    /** Whether a partition is at its share of records or bytes, or at its span (at half of it, when it is paused). */
    private boolean isFull(PartitionState state, Room room) {
        return isOverstretched(state)
                || isAtShare(state, state.unfinishedRecords(), room.records(), room.partitions())
                || isAtShare(state, state.unfinishedBytes(), room.bytes(), room.partitions());
    }

    private boolean isAtShare(PartitionState state, long held, long free, int partitions) {
        double rest = Math.max(0, held + free);
        double share = partitions == 1 ? rest : rest / 2;
        return held >= (paused.contains(state.partition()) ? share / 2 : share);
    }

    Limits limits() {
        return limits;
    }

    /** How often it has read on although it was full. */
    long scouts() {
        return scouts.sentInAll();
    }

    int pausedPartitions() {
        return paused.size();
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
