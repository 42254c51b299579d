package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;

/** What became of a record. */
public sealed interface Mapped {
    /** To be carried out. */
    record Send(Operation operation) implements Mapped {}

    /** Nothing to do; the record is finished. */
    record Skip(Reason reason) implements Mapped {}

    /** The record's own fault: errant. */
    record Bad(WebPubSubException problem) implements Mapped {}

    /** Why a record is skipped on purpose. */
    enum Reason {
        TOMBSTONE
    }
}
