package io.github.kafkaconnect.webpubsub.source.config;

/** The two content modes of CloudEvents in Kafka. */
public enum RecordMode {
    BINARY,
    STRUCTURED
}
