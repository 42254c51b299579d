package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedEvent;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that knows whose answer waits for it. Equal to nothing but itself: workers with exactly-once support keep records in a map,
 * where two clients' equal messages would be one, and one of them would never be answered. Source partition and offset are null, for a
 * webhook cannot be replayed from a position.
 */
final class OwedRecord extends SourceRecord {
    // Never serialized by Java; the worker turns the fields of the super class into bytes.
    private final transient OwedReply<MappedEvent> owed;

    OwedRecord(OwedReply<MappedEvent> owed, MappedRecord mapped) {
        super(
                null,
                null,
                mapped.topic(),
                null,
                keySchema(mapped.key()),
                mapped.key(),
                mapped.valueSchema(),
                mapped.value(),
                mapped.timestamp(),
                mapped.headers());
        this.owed = owed;
    }

    OwedReply<MappedEvent> owed() {
        return owed;
    }

    private static @Nullable Schema keySchema(@Nullable String key) {
        return key == null ? null : Schema.STRING_SCHEMA;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
