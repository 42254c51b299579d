package io.github.kafkaconnect.webpubsub.source.handoff;

/** The ways in which an event that was taken comes to its answer. */
public enum Settlement {
    /** All records are in Kafka. */
    WRITTEN,
    /** A transform dropped a record on purpose; the others are in Kafka. */
    FILTERED,
    /** Connect dropped a record after an error that it tolerates. */
    DROPPED,
    /** The same, and the configuration says that such losses are accepted. */
    DROP_ACCEPTED,
    /** Kafka did not acknowledge before the deadline. The record may still get there. */
    EXPIRED,
    /** Connect has not asked for records for longer than the allowed gap. */
    STALLED,
    /** The task stops. */
    STOPPED,
    /** The bounds of what may wait are reached. */
    FULL;

    /** Whether the sender may forget the event. */
    public boolean isFinal() {
        return this == WRITTEN || this == FILTERED || this == DROP_ACCEPTED;
    }
}
