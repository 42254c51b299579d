package io.github.kafkaconnect.webpubsub.sink.task;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each record that holds back the commit of its partition for long. Task thread only, but for the line itself. */
final class StuckWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StuckWatch.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<TopicPartition, Head> heads = new HashMap<>();
    private final Whereabouts.Finder finder;
    private final Consumer<String> line;
    private long lookedNanos;

    /** The first unfinished offset of a partition, since when, and whether it was told of. */
    private record Head(long offset, long sinceNanos, boolean told) {}

    StuckWatch(long nowNanos, Whereabouts.Finder finder) {
        this(nowNanos, finder, LOG::warn);
    }

    StuckWatch(long nowNanos, Whereabouts.Finder finder, Consumer<String> line) {
        this.lookedNanos = nowNanos;
        this.finder = finder;
        this.line = line;
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
                look(state, offset.getAsLong(), nowNanos);
            }
        }
    }

    private void look(PartitionState state, long offset, long nowNanos) {
        TopicPartition partition = state.partition();
        Head head = heads.get(partition);
        if (head == null || head.offset() != offset) {
            heads.put(partition, new Head(offset, nowNanos, false));
        } else if (!head.told() && nowNanos - head.sinceNanos() >= LONG_NANOS) {
            heads.put(partition, new Head(offset, head.sinceNanos(), true));
            long seconds = TimeUnit.NANOSECONDS.toSeconds(nowNanos - head.sinceNanos());
            Whereabouts.of(state, offset, finder)
                    .thenAccept(where -> line.accept(partition + " is not committed beyond offset " + offset + " for "
                            + seconds
                            + " s: that record is still on its way, and a restart would repeat what is behind it;"
                            + " record.timeout.ms and delivery.timeout.ms bound that: " + where));
        }
    }

    void forget(Collection<TopicPartition> partitions) {
        heads.keySet().removeAll(partitions);
    }
}
