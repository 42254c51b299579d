package io.github.kafkaconnect.webpubsub.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Consumes a topic on a thread of its own and notes when each text of the form {@code sentNanos number} came. */
final class TopicClock implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final List<Receipt> receipts = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    /** One text and how long it took. */
    record Receipt(int number, long latencyNanos) {}

    private TopicClock(String bootstrapServers, String topic) {
        thread = new Thread(() -> consume(bootstrapServers, topic), "topic-clock");
        thread.start();
    }

    static TopicClock start(String bootstrapServers, String topic) {
        return new TopicClock(bootstrapServers, topic);
    }

    private void consume(String bootstrapServers, String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed.get()) {
                consumer.poll(POLL).forEach(this::note);
            }
        }
    }

    private synchronized void note(ConsumerRecord<byte[], byte[]> record) {
        long now = System.nanoTime();
        String text = new String(record.value(), UTF_8);
        int blank = text.indexOf(' ');
        if (blank > 0 && Character.isDigit(text.charAt(0))) {
            long sentNanos = Long.parseLong(text.substring(0, blank));
            receipts.add(new Receipt(Integer.parseInt(text.substring(blank + 1)), now - sentNanos));
        }
    }

    List<Receipt> await(int count, Duration limit) {
        Awaitility.await().atMost(limit).until(() -> received() >= count);
        return receipts();
    }

    private synchronized int received() {
        return receipts.size();
    }

    private synchronized List<Receipt> receipts() {
        return new ArrayList<>(receipts);
    }

    @Override
    public void close() {
        closed.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
