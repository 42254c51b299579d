package io.github.kafkaconnect.webpubsub.sink.config;

/** What becomes of a record whose turn comes too late. */
public enum LateBehavior {
    /** Finished and counted. */
    SKIP,
    /** Errant. */
    FAIL
}
