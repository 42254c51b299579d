package io.github.kafkaconnect.webpubsub.sink.config;

/** What a name that stands for a list means. */
public enum TargetList {
    /** One send for each element, each in its own order. */
    EACH,
    /** One send to the hub, with a filter that only they meet. */
    FILTER
}
