package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import org.jspecify.annotations.Nullable;

/** What became of a record. */
public sealed interface Mapped {
    /**
     * To be carried out.
     *
     * @param conflationKey what it has in common with records that it may replace; null when it replaces none
     */
    record Send(Operation operation, @Nullable String conflationKey) implements Mapped {}

    /** Nothing to do; the record is finished. */
    record Skip(Reason reason) implements Mapped {}

    /** The record's own fault: errant. */
    record Bad(WebPubSubException problem) implements Mapped {}

    /** Why a record is skipped on purpose. */
    enum Reason {
        TOMBSTONE
    }
}
