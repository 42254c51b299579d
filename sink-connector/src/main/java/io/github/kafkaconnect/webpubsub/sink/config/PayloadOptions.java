package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;

/** What of a record is sent, and how it is read. */
public record PayloadOptions(
        PayloadFormat format, DecimalForm decimal, HeaderTypes headerTypes, TombstoneBehavior tombstones) {
    public static PayloadOptions from(ParsedConfig config) {
        return new PayloadOptions(
                config.get(SinkOptions.PAYLOAD_FORMAT),
                config.get(SinkOptions.PAYLOAD_DECIMAL),
                config.get(SinkOptions.HEADER_TYPES),
                config.get(SinkOptions.TOMBSTONE_BEHAVIOR));
    }
}
