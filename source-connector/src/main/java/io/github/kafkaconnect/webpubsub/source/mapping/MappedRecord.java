package io.github.kafkaconnect.webpubsub.source.mapping;

import java.util.Map;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What one event becomes in Kafka.
 *
 * @param key null for a record without key
 * @param headers all with string schema, so that no header converter guesses at numbers
 * @param bytes what topic, key, value and headers take when they are written as they are
 */
public record MappedRecord(String topic, @Nullable String key, byte[] value, ConnectHeaders headers, int bytes) {
    /** With further headers. */
    public MappedRecord with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        ConnectHeaders all = new ConnectHeaders(headers);
        int size = bytes;
        for (Map.Entry<String, String> header : more.entrySet()) {
            all.addString(header.getKey(), header.getValue());
            size += header.getKey().length() + header.getValue().length();
        }
        return new MappedRecord(topic, key, value, all, size);
    }
}
