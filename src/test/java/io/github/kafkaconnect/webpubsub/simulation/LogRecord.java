package io.github.kafkaconnect.webpubsub.simulation;

import org.jspecify.annotations.Nullable;

/** One record of a partition, and what the world knows of it. */
final class LogRecord {
    final int partition;
    final long offset;
    final Nature nature;

    /** -1 = without a key. */
    final int key;

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

    LogRecord(int partition, long offset, Nature nature, int key, @Nullable LogRecord before, long timestampMs) {
        this.partition = partition;
        this.offset = offset;
        this.nature = nature;
        this.key = key;
        this.before = before;
        this.timestampMs = timestampMs;
    }

    @Override
    public String toString() {
        return "p" + partition + "@" + offset + (nature == Nature.PLAIN ? "" : " " + nature);
    }
}
