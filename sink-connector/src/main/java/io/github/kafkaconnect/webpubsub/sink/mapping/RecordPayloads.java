package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadFormat;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadOptions;
import java.util.function.Function;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Payloads of records as the options ask for them.
 *
 * @param ofValues of records with a value, CloudEvents in their normal form
 * @param empty of records without
 */
record RecordPayloads(Function<SinkRecord, Payload> ofValues, Payload empty) {
    static RecordPayloads of(PayloadOptions options, int maxBytes) {
        if (options.shape().isOn()) {
            return new RecordPayloads(new ShapedPayloads(options, maxBytes), Payload.Json.NULL);
        }
        PayloadEncoder encoder = new PayloadEncoder(options.format(), options.decimal(), maxBytes);
        return new RecordPayloads(
                record -> options.cloudEvents() && isDataAsItIs(options.format(), record)
                        ? PayloadEncoder.checked(CloudEventRecords.payload(record), maxBytes)
                        : encoder.encode(record.valueSchema(), record.value()),
                encoder.empty());
    }

    /** JSON data of an event are structures already, and a text among them is no document. */
    private static boolean isDataAsItIs(PayloadFormat format, SinkRecord event) {
        return format == PayloadFormat.AUTO || (format == PayloadFormat.JSON && CloudEventRecords.isJson(event));
    }
}
