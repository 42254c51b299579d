package io.github.kafkaconnect.webpubsub.simulation;

import org.jspecify.annotations.Nullable;

/** A record in the hands of the task: one call of put for one record. The payload carries its number, so that the service knows it. */
final class Handover {
    final int number;
    final LogRecord record;
    final Assignment assignment;

    /** Null when it shares its lane with nobody. */
    final @Nullable LaneTrack lane;

    final long atNanos;

    /** The same offset was handed over before in this assignment: never to be sent. */
    final boolean again;

    boolean inFlight;

    /** An attempt brought an end: delivered, refused or fatal. No other attempt may follow. */
    boolean ended;

    /** May be errant without being sent again: refused, unmapped or perhaps out of time. */
    boolean errant;

    /** Its offset may be committed. */
    boolean finished;

    boolean reported;

    /** When its next attempt may start at the earliest, and when it is due at the latest if the window has room. */
    long notBeforeNanos;

    long dueNanos = Long.MAX_VALUE;

    Handover(int number, LogRecord record, Assignment assignment, @Nullable LaneTrack lane, long atNanos) {
        this.number = number;
        this.record = record;
        this.assignment = assignment;
        this.lane = lane;
        this.atNanos = atNanos;
        this.again = record.handover != null && record.handover.assignment == assignment;
    }

    /** Does not hold up those behind it in its lane any more. */
    boolean isPassed() {
        return record.accepted || record.settled || finished || again || assignment.closing;
    }

    @Override
    public String toString() {
        return "#" + number + " (" + record + ")";
    }
}
