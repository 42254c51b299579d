package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.ShapeOptions;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The value, or some of its fields, with topic, partition and offset as one more member. Immutable. */
final class Stamp implements JsonPart {
    private final String name;
    private final @Nullable Projection fields;
    private final JsonText json;

    /** @param fields null when all of the value is sent */
    Stamp(String name, @Nullable Projection fields, JsonText json) {
        this.name = name;
        this.fields = fields;
        this.json = json;
    }

    @Override
    public void write(JsonGenerator out, SinkRecord record) throws IOException {
        out.writeStartObject();
        if (fields != null) {
            fields.members(out, record);
        } else {
            members(out, record);
        }
        out.writeObjectFieldStart(name);
        out.writeStringField("topic", record.topic());
        out.writeNumberField("partition", record.kafkaPartition());
        out.writeNumberField("offset", record.kafkaOffset());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void members(JsonGenerator out, SinkRecord record) throws IOException {
        Object value = record.value();
        boolean taken;
        if (value instanceof Struct struct) {
            taken = struct.schema().field(name) != null;
        } else if (value instanceof Map<?, ?> map) {
            taken = map.containsKey(name);
        } else {
            throw invalid(
                    "needs a JSON object, and the value is "
                            + (value == null ? "null" : "of type " + Scalars.typeOf(value))
                            + "; set payload.format=json if it is text that holds an object, or use payload.envelope, or message.metadata.<name>");
        }
        // A record that brings its own could pass for another one.
        if (taken) {
            throw invalid("names a member that the value has itself; choose another name");
        }
        try {
            json.members(out, record.valueSchema(), value);
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(ErrorCode.RECORD_PAYLOAD_INVALID, "the value is " + e.getMessage(), e);
        }
    }

    private WebPubSubException invalid(String problem) {
        return new WebPubSubException(
                ErrorCode.RECORD_PAYLOAD_INVALID, ShapeOptions.STAMP.key() + '=' + name + ' ' + problem);
    }
}
