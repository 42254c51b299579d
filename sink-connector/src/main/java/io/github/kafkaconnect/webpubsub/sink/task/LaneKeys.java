package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.sink.config.Ordering;
import java.nio.ByteBuffer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Chooses the lane of a record: records with equal keys are sent in order. */
final class LaneKeys {
    private final Ordering ordering;

    /**
     * @param lane records with equal ones are sent in order
     * @param conflation records of a lane with equal ones replace each other while they wait; null for none
     */
    record Keys(Object lane, @Nullable Object conflation) {}

    /** A lane may hold records to several targets, which must not replace each other. */
    private record PerTarget(Target target, String key) {}

    LaneKeys(Ordering ordering) {
        this.ordering = ordering;
    }

    /**
     * @param target null when none is known: such a record goes in the order of its partition
     * @param conflationKey null when the record replaces none
     */
    Keys of(SinkRecord record, TopicPartition partition, @Nullable Target target, @Nullable String conflationKey) {
        if (target == null) {
            return new Keys(partition, null);
        }
        return switch (ordering) {
            case TARGET -> new Keys(target, conflationKey);
            case KEY -> new Keys(keyOf(record, partition), perTarget(target, conflationKey));
            case PARTITION -> new Keys(partition, perTarget(target, conflationKey));
            case NONE -> new Keys(new Object(), null);
        };
    }

    private static @Nullable Object perTarget(Target target, @Nullable String conflationKey) {
        return conflationKey == null ? null : new PerTarget(target, conflationKey);
    }

    private static Object keyOf(SinkRecord record, TopicPartition partition) {
        Object key = record.key();
        if (key == null) {
            return partition;
        }
        // Arrays have no equality by content.
        return key instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : key;
    }
}
