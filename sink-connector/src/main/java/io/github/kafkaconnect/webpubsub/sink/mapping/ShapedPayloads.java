package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.sink.config.DecimalForm;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadFormat;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadOptions;
import io.github.kafkaconnect.webpubsub.sink.config.ShapeOptions;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.connect.sink.SinkRecord;

/** Payloads that payload.fields, payload.envelope or payload.stamp make of records with a value; always JSON. Immutable. */
final class ShapedPayloads implements Function<SinkRecord, Payload> {
    private final JsonPart ofStructures;
    private final JsonPart ofJson;
    private final boolean readsText;
    private final boolean cloudEvents;
    private final int maxBytes;

    ShapedPayloads(PayloadOptions options, int maxBytes) {
        this.ofStructures = part(options, options.decimal());
        // Fractions of a JSON text are no Connect Decimals and stay numbers.
        this.ofJson = part(options, DecimalForm.NUMBER);
        this.cloudEvents = options.cloudEvents();
        // The content type of a CloudEvent has said already what its data are.
        this.readsText = options.format() == PayloadFormat.JSON && !cloudEvents;
        this.maxBytes = maxBytes;
    }

    private static JsonPart part(PayloadOptions options, DecimalForm decimal) {
        ShapeOptions shape = options.shape();
        JsonText json = new JsonText(decimal);
        Projection fields = shape.fields().isEmpty() ? null : new Projection(shape.fields(), json);
        if (shape.envelope() != null) {
            return new EnvelopeParts(fields, json, options.headerTypes())
                    .of(shape.envelope().root());
        }
        if (shape.stamp() != null) {
            return new Stamp(shape.stamp(), fields, json);
        }
        return Objects.requireNonNull(fields, "nothing shapes the payload");
    }

    /** @throws WebPubSubException RECORD_FIELD_MISSING, RECORD_HEADER_TYPE, RECORD_PAYLOAD_INVALID or PAYLOAD_TOO_LARGE */
    @Override
    public Payload apply(SinkRecord record) {
        boolean isText = readsText && (record.value() instanceof String || PayloadEncoder.isBytes(record.value()));
        SinkRecord read = isText ? read(record) : record;
        JsonPart part = isText || cloudEvents ? ofJson : ofStructures;
        try {
            return PayloadEncoder.checked(new Payload.Json(JsonText.document(out -> part.write(out, read))), maxBytes);
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(
                    ErrorCode.RECORD_PAYLOAD_INVALID, "the payload that is made of the record is " + e.getMessage(), e);
        }
    }

    private static SinkRecord read(SinkRecord record) {
        Object json;
        try {
            String text = record.value() instanceof String value
                    ? value
                    : Scalars.utf8(ByteBuffer.wrap(PayloadEncoder.bytes(record.value())));
            json = JsonValues.plain(text);
        } catch (JsonProcessingException e) {
            // The cause quotes the text.
            throw invalid("not JSON");
        } catch (IllegalArgumentException e) {
            throw invalid("" + e.getMessage());
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                null,
                json,
                record.timestamp(),
                record.headers());
    }

    private static WebPubSubException invalid(String problem) {
        return new WebPubSubException(
                ErrorCode.RECORD_PAYLOAD_INVALID, "with payload.format=json the value is " + problem);
    }
}
