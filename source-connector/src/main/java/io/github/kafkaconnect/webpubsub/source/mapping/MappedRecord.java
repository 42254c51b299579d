package io.github.kafkaconnect.webpubsub.source.mapping;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What goes to Kafka as one record.
 *
 * @param timestamp in milliseconds since 1970; null for the time of writing
 * @param key null for a record without key
 * @param body null for a tombstone
 * @param headers all with string schema, so that no header converter guesses at numbers
 * @param bytes what key, value and headers take when they are written, at most
 */
public record MappedRecord(
        String topic,
        @Nullable Long timestamp,
        @Nullable String key,
        @Nullable Body body,
        ConnectHeaders headers,
        int bytes) {

    /** Null for JSON and for a tombstone. */
    public @Nullable Schema valueSchema() {
        return body == null ? null : body.schema();
    }

    public @Nullable Object value() {
        return body == null ? null : body.value();
    }
}
