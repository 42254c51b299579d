package io.github.kafkaconnect.webpubsub.sink.task;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each record that holds back the commit of its partition for long. Task thread only. */
final class StuckWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StuckWatch.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<TopicPartition, Head> heads = new HashMap<>();
    private long lookedNanos;
    private int told;

    /** The first unfinished offset of a partition, since when, and whether it was told of. */
    private record Head(long offset, long sinceNanos, boolean told) {}

    StuckWatch(long nowNanos) {
        this.lookedNanos = nowNanos;
    }

    /** Cheap to call often: looks once a second. */
    void look(Collection<PartitionState> assigned, long nowNanos) {
        if (nowNanos - lookedNanos < LOOK_NANOS) {
            return;
        }
        lookedNanos = nowNanos;
        for (PartitionState state : assigned) {
            OptionalLong offset = state.ledger().committable();
            if (state.unfinishedRecords() == 0 || offset.isEmpty()) {
                heads.remove(state.partition());
            } else {
                look(state.partition(), offset.getAsLong(), nowNanos);
            }
        }
    }

    private void look(TopicPartition partition, long offset, long nowNanos) {
        Head head = heads.get(partition);
        if (head == null || head.offset() != offset) {
            heads.put(partition, new Head(offset, nowNanos, false));
        } else if (!head.told() && nowNanos - head.sinceNanos() >= LONG_NANOS) {
            heads.put(partition, new Head(offset, head.sinceNanos(), true));
            told++;
            LOG.warn(
                    "{} is not committed beyond offset {} for {} s: that record is still on its way, and a restart would repeat"
                            + " what is behind it; record.timeout.ms and delivery.timeout.ms bound that",
                    partition,
                    offset,
                    TimeUnit.NANOSECONDS.toSeconds(nowNanos - head.sinceNanos()));
        }
    }

    void forget(Collection<TopicPartition> partitions) {
        heads.keySet().removeAll(partitions);
    }

    /** How many records were told of. */
    int told() {
        return told;
    }
}
