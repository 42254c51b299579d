package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.OptionalLong;

/**
 * What is finished of one partition during one assignment. Only offsets that were received count, so gaps left by compaction or
 * transaction markers are harmless; only the contiguous finished prefix may be committed.
 *
 * <pre>
 * received   10 11 14 15 16          head = 14: received, not finished
 * finished    x  x     x             committable = 14, although 15 is finished
 * </pre>
 *
 * <p>A ring of the received offsets from the first unfinished one on: constant cost per record, nothing kept of what is finished.
 * Not thread-safe: belongs to the task thread.
 */
public final class PartitionLedger {
    private static final int FIRST_CAPACITY = 64;

    private long[] offsets = new long[FIRST_CAPACITY];
    private long[] arrivals = new long[FIRST_CAPACITY];
    private boolean[] finished = new boolean[FIRST_CAPACITY];
    private long headSequence;
    private long nextSequence;
    private long firstReceived;
    private long lastReceived;

    /**
     * Notes a received offset.
     *
     * @param nowNanos of any monotonic clock, for {@link #oldestNanos}
     * @return the sequence to finish it by, or empty when the offset was received before in this assignment: then it is on its way
     *     or finished already, and nothing is to be done
     */
    public OptionalLong receive(long offset, long nowNanos) {
        if (nextSequence == 0) {
            firstReceived = offset;
        } else if (offset <= lastReceived) {
            return OptionalLong.empty();
        }
        if (nextSequence - headSequence == offsets.length) {
            grow();
        }
        lastReceived = offset;
        offsets[slot(nextSequence)] = offset;
        arrivals[slot(nextSequence)] = nowNanos;
        finished[slot(nextSequence)] = false;
        return OptionalLong.of(nextSequence++);
    }

    /**
     * Whether the offset lies before everything this ledger knows. A rewound consumer never goes back that far: the topic was made
     * anew, and needs a ledger of its own.
     */
    public boolean beginsAfter(long offset) {
        return nextSequence > 0 && offset < firstReceived;
    }

    /** Whether everything up to the offset is finished. */
    public boolean isBehind(long offset) {
        return offset < committable().orElse(offset);
    }

    /** Marks a received offset as finished; each sequence is finished once. */
    public void finish(long sequence) {
        if (sequence < headSequence || sequence >= nextSequence || finished[slot(sequence)]) {
            throw new IllegalStateException("finished twice or never received: sequence " + sequence);
        }
        finished[slot(sequence)] = true;
        while (headSequence < nextSequence && finished[slot(headSequence)]) {
            headSequence++;
        }
    }

    /** The next offset to read after a restart: the lowest unfinished one, else the one after the last. Empty before the first. */
    public OptionalLong committable() {
        if (nextSequence == 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(headSequence < nextSequence ? offsets[slot(headSequence)] : lastReceived + 1);
    }

    /** When the first unfinished offset was received, whatever it waits for; empty when none is unfinished. */
    public OptionalLong oldestNanos() {
        return headSequence < nextSequence ? OptionalLong.of(arrivals[slot(headSequence)]) : OptionalLong.empty();
    }

    /** Records from the first unfinished one on: how many a restart would repeat at most. */
    public long span() {
        return nextSequence - headSequence;
    }

    private int slot(long sequence) {
        return (int) (sequence & (offsets.length - 1));
    }

    private void grow() {
        long[] oldOffsets = offsets;
        long[] oldArrivals = arrivals;
        boolean[] oldFinished = finished;
        int oldMask = oldOffsets.length - 1;
        offsets = new long[oldOffsets.length * 2];
        arrivals = new long[oldArrivals.length * 2];
        finished = new boolean[oldFinished.length * 2];
        for (long sequence = headSequence; sequence < nextSequence; sequence++) {
            int old = (int) (sequence & oldMask);
            offsets[slot(sequence)] = oldOffsets[old];
            arrivals[slot(sequence)] = oldArrivals[old];
            finished[slot(sequence)] = oldFinished[old];
        }
    }
}
