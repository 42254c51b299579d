package io.github.kafkaconnect.webpubsub.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a partition as far as one target is concerned, and what the world knows of it. A record to several targets is one of
 * these for each, the first of which stands in the log and knows the others.
 */
final class LogRecord {
    final int partition;
    final long offset;
    final Nature nature;

    /** -1 = without a key. */
    final int key;

    /** -1 = the whole hub. */
    final int target;

    /** What the record is to its other targets, in the order in which it names them. */
    List<LogRecord> others = List.of();

    /** The record of the same partition and queue before this one. */
    final @Nullable LogRecord before;

    /** When it was written. */
    final long timestampMs;

    /** The service took it, from whomever. */
    boolean accepted;

    /** It was given up for good: refused, or out of time. */
    boolean settled;

    /** The assignment that last consumed it. */
    @Nullable
    Assignment seenIn;

    /** What became of it in that assignment, when it was handed to the task. */
    @Nullable
    Handover handover;

    /** What the world does with the record. */
    enum Nature {
        PLAIN,
        REFUSED,
        FAILS,
        UNMAPPED,
        TOMBSTONE,
        DROPPED;

        boolean isSent() {
            return this == PLAIN || this == REFUSED || this == FAILS;
        }
    }

    /** What a record asks for at one of its targets, and what the world does with it. */
    record Aim(Nature nature, int key, int target) {}

    /** Where and when it was written. */
    record Place(int partition, long offset, long timestampMs) {}

    LogRecord(Place place, Aim aim, @Nullable LogRecord before) {
        this.partition = place.partition();
        this.offset = place.offset();
        this.timestampMs = place.timestampMs();
        this.nature = aim.nature();
        this.key = aim.key();
        this.target = aim.target();
        this.before = before;
    }

    /** Which of the targets that the record names this is, from 0; -1 for none of them. */
    int placeOf(int room) {
        if (room == target) {
            return 0;
        }
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).target == room) {
                return i + 1;
            }
        }
        return -1;
    }

    /** How many names its list of targets has. */
    int named() {
        return 1 + others.size() + (repeatsItself() ? 1 : 0);
    }

    /** Some records name one of their targets twice. */
    boolean repeatsItself() {
        return !others.isEmpty() && offset % 8 == 0;
    }

    @Override
    public String toString() {
        return "p" + partition + "@" + offset + (target < 0 ? "" : " to " + Rooms.name(target))
                + (nature == Nature.PLAIN ? "" : " " + nature);
    }
}
