package io.github.kafkaconnect.webpubsub.source.mapping;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventWriter;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectBody;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.source.config.RecordMode;
import io.github.kafkaconnect.webpubsub.source.config.Sensitive;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.header.ConnectHeaders;

/**
 * Turns an event into a record by the CloudEvents binding for Kafka. Its size is known before anything is handed to Connect, for a record
 * that the producer refuses would end the task. Safe for many threads.
 */
public final class EventMapper {
    /** More than what Kafka's record format adds to a record and to each header. */
    private static final int RECORD_OVERHEAD_BYTES = 128;

    private static final int HEADER_OVERHEAD_BYTES = 10;

    private final SourceConfig.Records config;
    private final TopicRouter topics;

    public EventMapper(SourceConfig.Records config) {
        this.config = config;
        this.topics = new TopicRouter(config.topic(), config.fallbackTopic(), config.maxTopics());
    }

    /**
     * The record of an event.
     *
     * @param hub as configured
     * @throws WebPubSubException EVENT_MALFORMED when it cannot be a CloudEvent, EVENT_TOO_LARGE when the record would be
     */
    public MappedRecord map(String hub, UpstreamEvent event) {
        Map<String, String> strays = new HashMap<>();
        CloudEvent cloudEvent = CloudEventForm.of(event, data(event), strays);
        ProducerRecord<Void, byte[]> written = write(cloudEvent);
        ConnectHeaders headers = new ConnectHeaders();
        int bytes = RECORD_OVERHEAD_BYTES + written.value().length;
        for (Header header : written.headers()) {
            headers.addString(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            bytes += header.key().length() + header.value().length + HEADER_OVERHEAD_BYTES;
        }
        for (Map.Entry<String, String> stray : strays.entrySet()) {
            bytes += add(headers, "ce_" + stray.getKey(), stray.getValue());
        }
        for (Map.Entry<String, String> header : event.headers().entrySet()) {
            bytes += add(headers, header.getKey(), header.getValue());
        }
        String key = config.key().render(hub, event);
        bytes += utf8Length(key);
        if (bytes > config.maxBytes()) {
            throw new WebPubSubException(
                    ErrorCode.EVENT_TOO_LARGE,
                    "the record would have " + bytes + " bytes, more than record.max.bytes=" + config.maxBytes());
        }
        return new MappedRecord(topics.topic(hub, event), key.isEmpty() ? null : key, written.value(), headers, bytes);
    }

    private byte[] data(UpstreamEvent event) {
        boolean clean = event.kind() != UpstreamEvent.Kind.CONNECT || config.sensitive() == Sensitive.KEEP;
        return clean ? event.data() : ConnectBody.withoutCredentials(event.data());
    }

    private ProducerRecord<Void, byte[]> write(CloudEvent cloudEvent) {
        // The writer wants a topic that nobody reads: ours is chosen when the size is known.
        MessageWriter<CloudEventWriter<ProducerRecord<Void, byte[]>>, ProducerRecord<Void, byte[]>> writer =
                KafkaMessageFactory.createWriter("any");
        if (config.mode() == RecordMode.BINARY) {
            return writer.writeBinary(cloudEvent);
        }
        byte[] data = cloudEvent.getData() == null
                ? new byte[0]
                : cloudEvent.getData().toBytes();
        return writer.writeStructured(cloudEvent, StructuredFormat.of(cloudEvent.getDataContentType(), data));
    }

    private static int add(ConnectHeaders headers, String name, String value) {
        headers.addString(name, value);
        return utf8Length(name) + utf8Length(value) + HEADER_OVERHEAD_BYTES;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
