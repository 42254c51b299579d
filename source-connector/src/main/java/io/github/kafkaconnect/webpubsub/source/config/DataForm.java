package io.github.kafkaconnect.webpubsub.source.config;

/** What a record holds an event's data as. */
public enum DataForm {
    BYTES,
    TEXT,
    JSON
}
