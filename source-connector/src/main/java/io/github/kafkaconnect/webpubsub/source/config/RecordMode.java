package io.github.kafkaconnect.webpubsub.source.config;

/** The two content modes of CloudEvents in Kafka, and Connect's own. */
public enum RecordMode {
    BINARY,
    STRUCTURED,
    /** A Connect struct, which the value converter writes. */
    STRUCT
}
