package io.github.kafkaconnect.webpubsub.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Looks at a broker's topics, and writes to them, as bytes. Not safe for use by several threads. */
public final class KafkaProbe implements AutoCloseable {

    private final String bootstrapServers;
    private final Producer<byte[], byte[]> producer;
    private final Admin admin;
    private final AtomicReference<@Nullable Exception> firstFailure = new AtomicReference<>();

    public KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Creates a topic with one replica. */
    public void createTopic(String topic, int partitions, Map<String, String> config) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(config);
        result(admin.createTopics(List.of(wanted)).all());
    }

    public void deleteTopic(String topic) {
        result(admin.deleteTopics(List.of(topic)).all());
    }

    /** Sends without waiting; {@link #flush()} waits for all. */
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                firstFailure.compareAndSet(null, failure);
            }
        });
    }

    /** Blocks until everything sent is acknowledged; fails if a record since the last call was not. */
    public void flush() {
        producer.flush();
        Exception failure = firstFailure.getAndSet(null);
        if (failure != null) {
            throw new StackException("Kafka did not take every record: " + failure, failure);
        }
    }

    /** Everything in the topic now, ordered within each partition. */
    public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
        try (Consumer<byte[], byte[]> consumer = follow(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** Waits until the topic exists and holds at least that many records that match; returns all that match. */
    public List<ConsumerRecord<byte[], byte[]>> await(
            String topic, int count, Predicate<ConsumerRecord<byte[], byte[]>> matches, Duration limit) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.subscribe(List.of(topic));
            Waiting.until(
                    () -> {
                        consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                            if (matches.test(record)) {
                                found.add(record);
                            }
                        });
                        return found.size() >= count;
                    },
                    limit,
                    () -> "Topic " + topic + " has " + found.size() + " of " + count + " records");
        }
        return found;
    }

    /** A consumer of all that the topic has and gets; the caller's to close. */
    public Consumer<byte[], byte[]> follow(String topic) {
        Consumer<byte[], byte[]> consumer = consumer();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** An option of a topic as the broker has it. */
    public String topicConfig(String topic, String option) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return result(admin.describeConfigs(List.of(resource)).all())
                .getOrDefault(resource, new Config(List.of()))
                .get(option)
                .value();
    }

    /** Where a group would read on; a partition without a commit is absent. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        result(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "probe-" + System.nanoTime(),
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false",
                        "metadata.max.age.ms", "500"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new StackException("Kafka refused: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted", e);
        }
    }
}
