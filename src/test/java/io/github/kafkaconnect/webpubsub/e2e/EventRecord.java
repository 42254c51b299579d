package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.stack.KafkaProbe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event as its record in Kafka has it.
 *
 * @param attributes the record's headers as text
 */
record EventRecord(String key, String text, Map<String, String> attributes) {

    /** The (connection, id) pair that identifies an event. */
    record Id(String connectionId, String id) {}

    EventRecord {
        attributes = Map.copyOf(attributes);
    }

    /** The user events of a topic, in order of their partitions. */
    static List<EventRecord> userEvents(KafkaProbe kafka, String topic) {
        return kafka.readAll(topic).stream()
                .map(EventRecord::of)
                .filter(event -> event.attribute("ce_type").equals("azure.webpubsub.user." + Speakers.EVENT))
                .toList();
    }

    private static EventRecord of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> attributes = new TreeMap<>();
        record.headers().forEach(header -> attributes.put(header.key(), new String(header.value(), UTF_8)));
        return new EventRecord(new String(record.key(), UTF_8), new String(record.value(), UTF_8), attributes);
    }

    /** What each user said, in order. */
    static Map<String, List<String>> textsByUser(List<EventRecord> events) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        events.forEach(event -> texts.computeIfAbsent(event.attribute("ce_userid"), user -> new ArrayList<>())
                .add(event.text()));
        return texts;
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    Id id() {
        return new Id(attribute("ce_connectionid"), attribute("ce_id"));
    }
}
