package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop.Glimpse;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
    private final Finder finder;
    private final Consumer<String> line;
    private final Set<TopicPartition> told = new HashSet<>();

    /** Finds what is on its way; see {@code DeliveryLoop.find}. */
    interface Finder extends Function<Predicate<SinkWork>, CompletableFuture<Optional<Glimpse<SinkWork>>>> {}

    /** @param limit records from the first unfinished one of a partition on at which it is paused */
    SpanWatch(long limit, Finder finder) {
        this(limit, finder, LOG::warn);
    }

    SpanWatch(long limit, Finder finder, Consumer<String> line) {
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
        finder.apply(work -> work.partition() == state && work.record().originalKafkaOffset() == offset)
                .thenAccept(found -> line.accept(words(state.partition(), offset, span, found)));
    }

    private static String words(TopicPartition partition, long offset, long span, Optional<Glimpse<SinkWork>> found) {
        return partition + " is paused: the record at offset " + offset + " is unfinished and " + (span - 1)
                + " behind it have come, as many as unfinished.span.max allows; a restart would repeat them. "
                + found.map(SpanWatch::words).orElse("It waits for its dead letter or its outcome to be written");
    }

    private static String words(Glimpse<SinkWork> found) {
        Operation operation = found.work().operation();
        Outcome.Retryable failure = found.lastFailure();
        return "target=" + (operation == null ? "-" : operation.target()) + " attempts=" + found.attempts()
                + (failure == null
                        ? " without a failure so far"
                        : ", last " + failure.code().id() + " status=" + failure.status() + ' ' + failure.detail());
    }
}
