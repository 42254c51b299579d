package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What of a record is sent, and how it is read.
 *
 * @param cloudEvents whether records are CloudEvents
 * @param tombstoneOperation null unless tombstones ask for one
 * @param shape how the payload is put together
 */
public record PayloadOptions(
        PayloadFormat format,
        boolean cloudEvents,
        DecimalForm decimal,
        HeaderTypes headerTypes,
        TombstoneBehavior tombstones,
        Operation.@Nullable Kind tombstoneOperation,
        ShapeOptions shape) {
    public static PayloadOptions from(ParsedConfig config) {
        return new PayloadOptions(
                config.get(SinkOptions.PAYLOAD_FORMAT),
                config.get(SinkOptions.PAYLOAD_CLOUDEVENTS),
                config.get(SinkOptions.PAYLOAD_DECIMAL),
                config.get(SinkOptions.HEADER_TYPES),
                config.get(SinkOptions.TOMBSTONE_BEHAVIOR),
                config.find(SinkOptions.TOMBSTONE_OPERATION)
                        .flatMap(Operation.Kind::named)
                        .orElse(null),
                ShapeOptions.from(config));
    }
}
