package io.github.kafkaconnect.webpubsub.source.config;

/** What happens to events of kinds that this version does not know. */
public enum UnknownEvents {
    ACCEPT,
    REFUSE
}
