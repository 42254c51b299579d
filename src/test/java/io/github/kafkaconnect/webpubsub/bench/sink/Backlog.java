package io.github.kafkaconnect.webpubsub.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.bench.stub.Payloads;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a topic, written before anybody reads it. Their keys are the targets' names.
 *
 * @param records without those to the hot target
 * @param targets taken in turn; target 0 among them unless it is the hot one
 */
record Backlog(int records, int targets, Hot hot) {

    /** Where the records to target 0 are that come on top, as many as all the others. */
    enum Hot {
        /** There are none: target 0 is like any other. */
        NONE,
        /** There are none, and none to target 0 either: what the two below are compared with. */
        LEFT_OUT,
        /** In a partition of their own, the first. */
        APART,
        /** In the partition that the key's hash names, among others. */
        MIXED
    }

    /** All records in the topic. */
    int total() {
        return isHot() ? 2 * records : records;
    }

    private boolean isHot() {
        return hot == Hot.APART || hot == Hot.MIXED;
    }

    void write(String bootstrap, String topic, int partitions) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        // One request at a time: of several into a topic just made the first may be refused and the second taken, and
        // then no repetition of the first is in sequence.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap,
                "linger.ms", "50",
                "batch.size", "131072",
                "max.in.flight.requests.per.connection", "1");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < total(); number++) {
                producer.send(record(topic, number, partitions), (metadata, problem) -> {
                    if (problem != null) {
                        failure.set(problem);
                    }
                });
            }
        }
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("Kafka did not take the backlog", problem);
        }
    }

    private ProducerRecord<byte[], byte[]> record(String topic, int number, int partitions) {
        int target = target(number);
        byte[] key = Payloads.target(target).getBytes(UTF_8);
        byte[] payload = Payloads.of(number, target, BenchOptions.BYTES);
        return new ProducerRecord<>(topic, partition(target, partitions), key, payload);
    }

    private int target(int number) {
        return switch (hot) {
            case NONE -> number % targets;
            case LEFT_OUT -> 1 + number % (targets - 1);
            case APART, MIXED -> number % 2 == 0 ? 0 : 1 + number / 2 % (targets - 1);
        };
    }

    /** Null leaves it to the hash of the key. */
    private @Nullable Integer partition(int target, int partitions) {
        return switch (hot) {
            case NONE, MIXED -> null;
            case LEFT_OUT, APART -> target == 0 ? 0 : 1 + target % (partitions - 1);
        };
    }
}
