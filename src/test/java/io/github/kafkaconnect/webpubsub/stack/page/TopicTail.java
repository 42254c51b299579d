package io.github.kafkaconnect.webpubsub.stack.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of the chat from its beginning, beside the sink and without its group, and publishes where each
 * message lies. Owns one daemon thread.
 */
final class TopicTail {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String bootstrapServers;
    private final String topic;
    private final Subscribers subscribers;
    private final AtomicLong records = new AtomicLong();

    TopicTail(String bootstrapServers, String topic, Subscribers subscribers) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.subscribers = subscribers;
    }

    void start() {
        Thread thread = new Thread(this::run, "page-topic-tail");
        thread.setDaemon(true);
        thread.start();
    }

    /** Records read since the topic's beginning. */
    long records() {
        return records.get();
    }

    private void run() {
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                consumer.poll(POLL).forEach(this::publish);
            }
        } catch (RuntimeException e) {
            LOG.error("The page reads no more records", e);
        }
    }

    private void publish(ConsumerRecord<String, byte[]> record) {
        records.incrementAndGet();
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("topic", record.topic());
        seen.put("partition", record.partition());
        seen.put("offset", record.offset());
        seen.put("appendedAt", record.timestamp());
        seen.put("connection", text(record.headers().lastHeader("ce_connectionid")));
        seen.put("data", data(record.value()));
        subscribers.publishRecord(seen);
    }

    private static String text(Header header) {
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Any program may write to the topic: what is not JSON is shown as text. */
    private static JsonNode data(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException notJson) {
            return JSON.getNodeFactory().textNode(new String(value, StandardCharsets.UTF_8));
        }
    }
}
