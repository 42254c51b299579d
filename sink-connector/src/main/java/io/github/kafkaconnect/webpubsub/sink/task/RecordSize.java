package io.github.kafkaconnect.webpubsub.sink.task;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what a record takes while it is held, by its key and value. Texts and bytes, as most are, cost nothing to look at; of a tree
 * only so much is looked at that a record cannot make it slow.
 */
final class RecordSize {
    private static final int OBJECT_BYTES = 16;
    private static final int MAX_NODES = 1_000;
    private static final int MAX_DEPTH = 32;

    /** So that sums of a few of them stay within an int. */
    private static final int MAX_BYTES = 1 << 29;

    private long bytes;
    private int nodes;

    private RecordSize() {}

    /**
     * In bytes.
     *
     * @param payload what is sent of it and counted as such; a value that is the very same object is not counted again
     */
    static int of(SinkRecord record, @Nullable Object payload) {
        Object value = record.value();
        long both = (long) of(record.key()) + (value == payload ? 0 : of(value));
        return (int) Math.min(both, MAX_BYTES);
    }

    static int of(@Nullable Object value) {
        if (!isTree(value)) {
            return leaf(value);
        }
        RecordSize size = new RecordSize();
        size.add(value, 0);
        return (int) Math.min(size.bytes, MAX_BYTES);
    }

    private static boolean isTree(@Nullable Object value) {
        return value instanceof Struct || value instanceof Map || value instanceof Collection;
    }

    private static int leaf(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof byte[] array) {
            return array.length;
        }
        return value instanceof ByteBuffer buffer ? buffer.remaining() : OBJECT_BYTES;
    }

    private boolean isEnough() {
        return nodes >= MAX_NODES;
    }

    private void add(@Nullable Object value, int depth) {
        if (isEnough()) {
            return;
        }
        nodes++;
        if (!isTree(value)) {
            bytes += leaf(value);
            return;
        }
        bytes += OBJECT_BYTES;
        if (depth < MAX_DEPTH) {
            addInside(value, depth + 1);
        }
    }

    private void addInside(@Nullable Object tree, int depth) {
        if (tree instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                if (isEnough()) {
                    return;
                }
                add(struct.getWithoutDefault(field.name()), depth);
            }
        } else if (tree instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (isEnough()) {
                    return;
                }
                add(entry.getKey(), depth);
                add(entry.getValue(), depth);
            }
        } else if (tree instanceof Collection<?> list) {
            for (Object element : list) {
                if (isEnough()) {
                    return;
                }
                add(element, depth);
            }
        }
    }
}
