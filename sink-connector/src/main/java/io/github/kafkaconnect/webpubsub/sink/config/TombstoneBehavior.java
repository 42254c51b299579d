package io.github.kafkaconnect.webpubsub.sink.config;

/** What happens to a record without a value. */
public enum TombstoneBehavior {
    /** Nothing is sent; the record counts as done. */
    SKIP,
    /** A message without content is sent. */
    EMPTY,
    /** The call that tombstone.operation names is made. */
    OPERATION,
    /** The record is errant. */
    FAIL
}
