package io.github.kafkaconnect.webpubsub.sink.config;

/** What happens to a record without a value. */
public enum TombstoneBehavior {
    /** Nothing is sent; the record counts as done. */
    SKIP,
    /** The record is errant. */
    FAIL
}
