package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition as the broker has it: records, with gaps as compaction and transactions leave them, and the committed offset. */
final class PartitionLog {
    private static final TopicPartition[] NAMES = {
        new TopicPartition("orders", 0),
        new TopicPartition("orders", 1),
        new TopicPartition("orders", 2),
        new TopicPartition("orders", 3)
    };

    final int number;
    final TopicPartition name;

    /** What a new owner begins with; written by commits only. */
    long committed;

    /** Ours at the moment, as the group sees it. */
    boolean owned;

    private final List<LogRecord> records = new ArrayList<>();
    private final @Nullable LogRecord[] lastOfQueue;
    private long nextOffset;

    PartitionLog(int number, Plan plan, long firstOffset) {
        this.number = number;
        this.name = NAMES[number];
        this.nextOffset = firstOffset;
        this.committed = firstOffset;
        this.lastOfQueue = new @Nullable LogRecord[plan.queues()];
    }

    static int number(TopicPartition name) {
        return name.partition();
    }

    void skip(int offsets) {
        nextOffset += offsets;
    }

    /** @param queue see {@link Plan#queue} */
    void append(LogRecord.Nature nature, int key, int queue, long nowNanos) {
        boolean ordered = nature.isSent() && queue >= 0;
        LogRecord before = ordered ? lastOfQueue[queue] : null;
        LogRecord record = new LogRecord(number, nextOffset++, nature, key, before, nowNanos / Scenario.MILLI);
        if (ordered) {
            lastOfQueue[queue] = record;
        }
        records.add(record);
    }

    int size() {
        return records.size();
    }

    LogRecord get(int index) {
        return records.get(index);
    }

    /** The first record at the offset or behind it; {@link #size} when there is none. */
    int indexOf(long offset) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).offset < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Everything is committed. */
    boolean isDone() {
        return records.isEmpty() || committed > records.get(records.size() - 1).offset;
    }
}
