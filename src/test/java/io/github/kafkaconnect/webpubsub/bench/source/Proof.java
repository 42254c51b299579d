package io.github.kafkaconnect.webpubsub.bench.source;

/**
 * Whether a run kept its promise.
 *
 * @param accepted events answered 2xx in the whole run
 * @param inTopic records in the topic at its end; as many as accepted where the contender promises nothing
 */
record Proof(long accepted, long inTopic) {

    /** Answered 2xx without a record; there may be more records, of events that were not answered in time. */
    long missing() {
        return Math.max(0, accepted - inTopic);
    }
}
