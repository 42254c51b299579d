package io.github.kafkaconnect.webpubsub.source.mapping;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventWriter;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectBody;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.source.config.HeaderTemplate;
import io.github.kafkaconnect.webpubsub.source.config.RecordSettings;
import io.github.kafkaconnect.webpubsub.source.config.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Schema;

/**
 * Turns an event into a record: by the CloudEvents binding for Kafka, or as a struct. Its size is known before anything is handed to
 * Connect, for a record that the producer refuses would end the task. Safe for many threads.
 */
public final class EventMapper {
    /** More than what Kafka's record format adds to a record. */
    private static final int RECORD_OVERHEAD_BYTES = 128;

    private static final String DATA_ENCODING = "data-encoding";

    private final RecordSettings config;
    private final LongSupplier wallMs;
    private final TopicRouter topics;
    private final EventTimes times = new EventTimes();
    private final BinaryHeaders binaryHeaders = new BinaryHeaders(times);

    /** @param wallMs milliseconds since 1970, by the worker's clock */
    public EventMapper(RecordSettings config, LongSupplier wallMs) {
        this.config = config;
        this.wallMs = wallMs;
        this.topics = new TopicRouter(config.topics());
    }

    /**
     * The record of an event.
     *
     * @param hub as configured
     * @param more headers for this record, besides those of its form
     * @throws WebPubSubException EVENT_MALFORMED when it cannot be a CloudEvent, EVENT_TOO_LARGE when the record would be
     */
    public MappedRecord map(String hub, UpstreamEvent event, Map<String, String> more) {
        CheckedEvent checked = CheckedEvent.of(event, times, data(event));
        HeaderList headers = new HeaderList(config.form().headers());
        Body body = body(checked, headers);
        event.headers().forEach(headers::add);
        addOwn(headers, hub, event);
        more.forEach(headers::add);
        String key = config.key().render(hub, event);
        int bytes = RECORD_OVERHEAD_BYTES
                + body.bytes()
                + headers.bytes()
                + Weight.text(config.form().key(), key);
        Limit.check(bytes, config.maxBytes());
        return new MappedRecord(
                topics.topic(hub, event),
                config.timestamp() ? RecordTime.of(checked.time(), wallMs.getAsLong()) : null,
                key.isEmpty() ? null : key,
                body,
                headers.headers(),
                bytes);
    }

    /** As {@link #map(String, UpstreamEvent, Map)}, without further headers. */
    public MappedRecord map(String hub, UpstreamEvent event) {
        return map(hub, event, Map.of());
    }

    private void addOwn(HeaderList headers, String hub, UpstreamEvent event) {
        for (HeaderTemplate header : config.headers().own()) {
            String value = header.value().render(hub, event);
            if (!value.isEmpty()) {
                headers.add(header.name(), value);
            }
        }
        if (config.headers().traceContext()) {
            TraceContext.addTo(headers, event.headers());
        }
    }

    private byte[] data(UpstreamEvent event) {
        boolean clean = event.kind() != UpstreamEvent.Kind.CONNECT || config.sensitive() == Sensitive.KEEP;
        return clean ? event.data() : ConnectBody.withoutCredentials(event.data());
    }

    private Body body(CheckedEvent checked, HeaderList headers) {
        return switch (config.form().mode()) {
            case STRUCT -> EventStruct.of(checked, config.form().data());
            case BINARY -> binary(checked, headers);
            case STRUCTURED -> structured(checked, headers);
        };
    }

    private Body binary(CheckedEvent checked, HeaderList headers) {
        binaryHeaders.add(checked.event().attributes(), headers);
        EventData data =
                EventData.value(config.form().data(), config.form().value(), checked.dataContentType(), checked.data());
        if (data.encoding() != null) {
            headers.add(DATA_ENCODING, data.encoding());
        }
        return new Body(data.schema(), data.value(), data.bytes());
    }

    private Body structured(CheckedEvent checked, HeaderList headers) {
        Map<String, String> strays = new HashMap<>();
        CloudEvent cloudEvent = CloudEventForm.of(checked, strays);
        // The writer wants a topic that nobody reads: ours is chosen when the size is known.
        MessageWriter<CloudEventWriter<ProducerRecord<Void, byte[]>>, ProducerRecord<Void, byte[]>> writer =
                KafkaMessageFactory.createWriter("any");
        ProducerRecord<Void, byte[]> written =
                writer.writeStructured(cloudEvent, StructuredFormat.of(checked.dataContentType(), checked.data()));
        written.headers()
                .forEach(header -> headers.add(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        strays.forEach((name, value) -> headers.add("ce_" + name, value));
        int length = written.value().length;
        return new Body(
                Schema.BYTES_SCHEMA, written.value(), Weight.bytes(config.form().value(), length));
    }
}
