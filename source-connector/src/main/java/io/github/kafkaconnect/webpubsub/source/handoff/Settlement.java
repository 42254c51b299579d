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
    /** The records are in Kafka, and no application answered in time. */
    UNANSWERED,
    /** The event was answered before: the same answer again. */
    REPEATED,
    /** The policy refuses the client; nothing is written. */
    REFUSED,
    /** The client is let in without a record, since Kafka does not take it and the configuration prefers that. */
    ADMITTED,
    /** Kafka did not acknowledge before the deadline. The record may still get there. */
    EXPIRED,
    /** Connect has not asked for records for longer than the allowed gap. */
    STALLED,
    /** The task stops. */
    STOPPED,
    /** The bounds of what may wait are reached. */
    FULL,
    /** Replies of applications cannot be read, so nobody could answer. */
    MUTE;

    /** Whether the sender may forget the event. */
    public boolean isFinal() {
        return switch (this) {
            case WRITTEN, FILTERED, DROP_ACCEPTED, UNANSWERED, REPEATED, REFUSED, ADMITTED -> true;
            case DROPPED, EXPIRED, STALLED, STOPPED, FULL, MUTE -> false;
        };
    }
}
