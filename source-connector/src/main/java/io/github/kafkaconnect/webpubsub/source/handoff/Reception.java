package io.github.kafkaconnect.webpubsub.source.handoff;

/** What became of a record on the topic of replies. */
public enum Reception {
    /** It answers an event. */
    TAKEN,
    /** The event is answered already, or was given up. */
    LATE,
    /** It belongs to another task, or to an earlier life of this one. */
    FOREIGN,
    /** It cannot be understood; its event is answered as if no reply came. */
    INVALID
}
