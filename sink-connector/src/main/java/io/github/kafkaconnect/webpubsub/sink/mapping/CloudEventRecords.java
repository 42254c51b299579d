package io.github.kafkaconnect.webpubsub.sink.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.sink.config.DecimalForm;
import io.github.kafkaconnect.webpubsub.sink.workflow.Json;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that are CloudEvents, in binary mode (attributes in headers {@code ce_…}) or in structured mode (one JSON text), by the
 * CloudEvents binding for Kafka. What comes of either is a record in binary mode.
 */
final class CloudEventRecords {
    static final String PREFIX = "ce_";
    static final String CONTENT_TYPE = "content-type";

    private static final JsonText JSON = new JsonText(DecimalForm.NUMBER);

    private CloudEventRecords() {}

    /**
     * The event as a record whose headers hold the attributes as text and whose value is the data: structures where it is JSON, text
     * where it is text, bytes otherwise, null where there is none.
     *
     * @throws WebPubSubException RECORD_PAYLOAD_INVALID when the record is no CloudEvent
     */
    static SinkRecord normal(SinkRecord record) {
        CloudEvent event = event(record);
        ConnectHeaders headers = new ConnectHeaders();
        record.headers().forEach(header -> {
            if (!header.key().startsWith(PREFIX) && !header.key().equals(CONTENT_TYPE)) {
                headers.add(header);
            }
        });
        for (String name : event.getAttributeNames()) {
            Object value = event.getAttribute(name);
            if (value != null) {
                headers.addString(name.equals("datacontenttype") ? CONTENT_TYPE : PREFIX + name, text(value));
            }
        }
        for (String name : event.getExtensionNames()) {
            headers.addString(PREFIX + name, text(event.getExtension(name)));
        }
        byte[] data = data(record, event);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                null,
                data == null ? null : value(event.getDataContentType(), data),
                record.timestamp(),
                headers);
    }

    /** Whether a record says neither in headers nor in a value that it is an event: on a compacted topic, what deletes one. */
    static boolean isBareTombstone(SinkRecord record) {
        return record.value() == null && record.headers().lastWithName(PREFIX + "specversion") == null;
    }

    /** Seconds always, as RFC 3339 has them. */
    private static String text(@Nullable Object value) {
        return value instanceof OffsetDateTime time
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
                : String.valueOf(value);
    }

    /** The data as a message, as its content type says; without one it is JSON, as CloudEvents has it. */
    static Payload payload(SinkRecord normal) {
        Object value = normal.value();
        if (value instanceof byte[] bytes) {
            return new Payload.Binary(bytes);
        }
        if (value instanceof String text && !isJson(normal)) {
            return new Payload.Text(Payload.utf8(text));
        }
        try {
            return new Payload.Json(JSON.write(null, value));
        } catch (IllegalArgumentException e) {
            throw invalid("has data that is " + e.getMessage());
        }
    }

    /** Without a content type data are JSON, as CloudEvents has it. */
    static boolean isJson(SinkRecord normal) {
        Header type = normal.headers().lastWithName(CONTENT_TYPE);
        return type == null || isJson(String.valueOf(type.value()));
    }

    private static CloudEvent event(SinkRecord record) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            byte[] bytes = bytes(header.value());
            if (bytes != null) {
                headers.add(header.key(), bytes);
            }
        }
        byte[] value = bytes(record.value());
        if (record.value() != null && value == null) {
            throw invalid("has a value that is neither text nor bytes; set value.converter to ByteArrayConverter");
        }
        try {
            return KafkaMessageFactory.createReader(headers, value).toEvent();
        } catch (RuntimeException e) {
            // The library has several for this, and its format another; their causes quote the record.
            throw invalid("is no CloudEvent: neither ce_ headers nor content-type application/cloudevents+json fit");
        }
    }

    /** The library's reader of structured events rounds numbers; what it read as JSON is taken from the record itself. */
    private static byte @Nullable [] data(SinkRecord record, CloudEvent event) {
        if (event.getData() == null) {
            return null;
        }
        if (record.headers().lastWithName(PREFIX + "specversion") != null
                || !(event.getData() instanceof JsonCloudEventData)) {
            return event.getData().toBytes();
        }
        try {
            byte[] whole = Objects.requireNonNull(bytes(record.value()), "a structured event has a value");
            return Json.MAPPER.writeValueAsBytes(
                    Json.MAPPER.readTree(Scalars.utf8(ByteBuffer.wrap(whole))).path("data"));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The cause quotes the data.
            throw invalid("has data that is not JSON, although its content type says so");
        }
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value instanceof String text) {
            return text.getBytes(UTF_8);
        }
        return value instanceof byte[] || value instanceof ByteBuffer ? PayloadEncoder.bytes(value) : null;
    }

    private static Object value(@Nullable String contentType, byte[] data) {
        String type = contentType == null ? "application/json" : contentType.toLowerCase(Locale.ROOT);
        if (isJson(type)) {
            return json(data);
        }
        return type.startsWith("text/") ? Scalars.utf8(ByteBuffer.wrap(data)) : data;
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }

    private static Object json(byte[] data) {
        try {
            Object value = JsonValues.plain(Scalars.utf8(ByteBuffer.wrap(data)));
            if (value == null) {
                throw invalid("has null as its data");
            }
            return value;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The cause quotes the data.
            throw invalid("has data that is not JSON, although its content type says so");
        }
    }

    private static WebPubSubException invalid(String problem) {
        return new WebPubSubException(
                ErrorCode.RECORD_PAYLOAD_INVALID, "with payload.cloudevents=true the record " + problem);
    }
}
