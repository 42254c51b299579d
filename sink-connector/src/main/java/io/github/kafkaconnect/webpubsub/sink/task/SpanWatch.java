package io.github.kafkaconnect.webpubsub.sink.task;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each partition that stands still because one record holds back too many finished ones, with the record's target: whoever
 * reads it must know where to look. Task thread only, but for the line itself.
 */
final class SpanWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SpanWatch.class);

    private final long limit;
    private final Whereabouts.Finder finder;
    private final Consumer<String> line;
    private final Set<TopicPartition> told = new HashSet<>();

    /** @param limit records from the first unfinished one of a partition on at which it is paused */
    SpanWatch(long limit, Whereabouts.Finder finder) {
        this(limit, finder, LOG::warn);
    }

    SpanWatch(long limit, Whereabouts.Finder finder, Consumer<String> line) {
        this.limit = Math.max(1, limit);
        this.finder = finder;
        this.line = line;
    }

    /** Call after each change. Returns the largest span of a partition. */
    long look(Collection<PartitionState> assigned) {
        long largest = 0;
        for (PartitionState state : assigned) {
            long span = state.ledger().span();
            largest = Math.max(largest, span);
            if (span >= limit) {
                if (told.add(state.partition())) {
                    tell(state, span);
                }
            } else if (span < Math.max(1, limit / 2)) {
                // As the gate does it: at the limit it is shut, at half of it open again.
                told.remove(state.partition());
            }
        }
        return largest;
    }

    void forget(Collection<TopicPartition> partitions) {
        told.removeAll(partitions);
    }

    private void tell(PartitionState state, long span) {
        long offset = state.ledger().committable().orElseThrow();
        Whereabouts.of(state, offset, finder)
                .thenAccept(where -> line.accept(state.partition() + " is paused: the record at offset " + offset
                        + " is unfinished and " + (span - 1)
                        + " behind it have come, as many as unfinished.span.max allows; a"
                        + " restart would repeat them: " + where));
    }
}
