package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes one JSON value of what a record holds. Immutable. */
interface JsonPart {
    /** @throws io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException when the record does not hold it, or JSON cannot */
    void write(JsonGenerator out, SinkRecord record) throws IOException;
}
