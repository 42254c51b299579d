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

    private final Plan plan;
    private final List<LogRecord> records = new ArrayList<>();
    private final @Nullable LogRecord[] lastOfQueue;
    private long nextOffset;

    PartitionLog(int number, Plan plan, long firstOffset) {
        this.number = number;
        this.plan = plan;
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

    /** @param aims one for each target of the record, at least one */
    void append(List<LogRecord.Aim> aims, long nowNanos) {
        LogRecord.Place place = new LogRecord.Place(number, nextOffset++, nowNanos / Scenario.MILLI);
        LogRecord record = record(place, aims.get(0));
        if (aims.size() > 1) {
            record.others = aims.subList(1, aims.size()).stream()
                    .map(aim -> record(place, aim))
                    .toList();
        }
        records.add(record);
    }

    private LogRecord record(LogRecord.Place place, LogRecord.Aim aim) {
        int queue = aim.nature().isSent() ? plan.queue(number, aim.key(), aim.target()) : -1;
        if (queue < 0) {
            return new LogRecord(place, aim, null);
        }
        LogRecord record = new LogRecord(place, aim, lastOfQueue[queue]);
        lastOfQueue[queue] = record;
        return record;
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
