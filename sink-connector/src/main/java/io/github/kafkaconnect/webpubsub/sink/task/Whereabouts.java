package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop.Glimpse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/** In words, what the first unfinished record of a partition waits for: whoever reads it must know where to look. Never a payload. */
final class Whereabouts {
    private Whereabouts() {}

    /** Finds what is on its way; see {@code DeliveryLoop.find}. */
    interface Finder extends Function<Predicate<SinkWork>, CompletableFuture<Optional<Glimpse<SinkWork>>>> {}

    /** Completes on the delivery loop's thread, exceptionally when that has stopped. */
    static CompletableFuture<String> of(PartitionState state, long offset, Finder finder) {
        return finder.apply(work -> work.partition() == state && work.record().originalKafkaOffset() == offset)
                .thenApply(found -> found.map(Whereabouts::words)
                        .orElse("it waits for its dead letter or its outcome to be written"));
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
