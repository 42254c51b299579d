package io.github.kafkaconnect.webpubsub.source.config;

/** What happens to credentials that come with an event. */
public enum Sensitive {
    DROP,
    KEEP
}
