package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionId;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.SendOptions;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.sink.config.Ordering;
import java.nio.ByteBuffer;
import java.util.List;
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

    /** A lane may hold records to several targets, or for some of a target's connections, which must not replace each other. */
    private record PerReceivers(Target target, String filter, List<ConnectionId> excluded, String key) {}

    LaneKeys(Ordering ordering) {
        this.ordering = ordering;
    }

    /**
     * @param operation null when none is known: such a record goes in the order of its partition
     * @param conflationKey null when the record replaces none
     */
    Keys of(
            SinkRecord record,
            TopicPartition partition,
            @Nullable Operation operation,
            @Nullable String conflationKey) {
        if (operation == null) {
            return new Keys(partition, null);
        }
        return switch (ordering) {
            case TARGET -> new Keys(operation.target(), conflation(operation, conflationKey));
            case KEY -> new Keys(keyOf(record, partition), conflation(operation, conflationKey));
            case PARTITION -> new Keys(partition, conflation(operation, conflationKey));
            case NONE -> new Keys(new Object(), null);
        };
    }

    private static @Nullable Object conflation(Operation operation, @Nullable String key) {
        if (key == null || !(operation instanceof Operation.Send send)) {
            return null;
        }
        SendOptions options = send.options();
        return new PerReceivers(send.target(), options.filter(), options.excluded(), key);
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
