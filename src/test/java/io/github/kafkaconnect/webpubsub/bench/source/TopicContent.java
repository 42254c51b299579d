package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.events.Events;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a topic holds.
 *
 * @param records how many
 * @param numbers of the events they came from
 */
record TopicContent(long records, BitSet numbers) {

    private static final Duration POLL = Duration.ofMillis(200);

    /** How many records the topic has ever had; nothing is read. */
    static long count(String bootstrap, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap, topic)) {
            return end(consumer).values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Reads everything. */
    static TopicContent read(String bootstrap, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap, topic)) {
            Map<TopicPartition, Long> ends = end(consumer);
            BitSet numbers = new BitSet();
            long records = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(POLL)) {
                    records++;
                    numbers.set(Math.toIntExact(Events.number(record.value())));
                }
            }
            return new TopicContent(records, numbers);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static Map<TopicPartition, Long> end(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment());
    }

    /** How many records repeat the event of another. */
    long repeated() {
        return records - numbers.cardinality();
    }

    /** How many of these events are not there. */
    long missing(BitSet events) {
        BitSet missing = (BitSet) events.clone();
        missing.andNot(numbers);
        return missing.cardinality();
    }
}
