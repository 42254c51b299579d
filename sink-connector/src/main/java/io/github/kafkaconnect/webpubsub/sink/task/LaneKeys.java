package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.sink.config.Ordering;
import java.nio.ByteBuffer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Chooses the lane of a record: records with equal keys are sent in order. */
final class LaneKeys {
    private final Ordering ordering;

    LaneKeys(Ordering ordering) {
        this.ordering = ordering;
    }

    Object of(SinkRecord record, TopicPartition partition, Target target) {
        return switch (ordering) {
            case TARGET -> target;
            case KEY -> keyOf(record, partition);
            case PARTITION -> partition;
            case NONE -> new Object();
        };
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
