package io.github.kafkaconnect.webpubsub.sink.config;

/** Which records are sent one after the other; all others are sent side by side. */
public enum Ordering {
    /** Records to one group, user or connection, or to the whole hub. */
    TARGET,
    /** Records with one key; those without a key by partition. */
    KEY,
    /** Records of one partition. */
    PARTITION,
    /** Nothing is ordered. */
    NONE
}
