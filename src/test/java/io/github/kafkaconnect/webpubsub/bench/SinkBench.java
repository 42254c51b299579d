package io.github.kafkaconnect.webpubsub.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.e2e.ClientUrl;
import io.github.kafkaconnect.webpubsub.e2e.LiveClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Measures the way from a record to a client. */
final class SinkBench {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int GROUPS = 200;
    private static final int PARTITIONS = 4;
    private static final String PADDING = "x".repeat(80);

    private final BenchStack stack;

    SinkBench(BenchStack stack) {
        this.stack = stack;
    }

    /**
     * Nanoseconds from the producer's {@code send} to the client's receipt, for records written at a steady rate.
     *
     * @param warmUp records that are not counted
     */
    long[] latencies(String run, int perSecond, int warmUp, int records) {
        String topic = "latency-" + run;
        stack.kafka().createTopic(topic, PARTITIONS, Map.of());
        stack.startSink(topic, topic);
        HttpClient http = HttpClient.newHttpClient();
        ClientUrl url = ClientUrl.of(stack.emulator(), BenchStack.SINK_HUB);
        List<LiveClient> clients = IntStream.range(0, GROUPS)
                .mapToObj(i -> LiveClient.connect(http, url.inGroup("group-" + i)))
                .toList();
        try {
            Ticks.atRate(perSecond, warmUp + records, number -> stack.kafka()
                    .send(record(topic, number, System.nanoTime() + " " + number)));
            awaitArrivals(clients, warmUp + records);
            return clients.stream()
                    .flatMap(client -> client.arrivals().stream())
                    .filter(arrival -> number(arrival) >= warmUp)
                    .mapToLong(arrival -> arrival.nanos() - sentNanos(arrival))
                    .toArray();
        } finally {
            clients.forEach(LiveClient::close);
            stack.delete(topic);
        }
    }

    private static void awaitArrivals(List<LiveClient> clients, int records) {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> clients.stream().mapToInt(LiveClient::count).sum() >= records);
    }

    private static long sentNanos(LiveClient.Arrival arrival) {
        return Long.parseLong(arrival.text().substring(0, arrival.text().indexOf(' ')));
    }

    private static int number(LiveClient.Arrival arrival) {
        return Integer.parseInt(arrival.text().substring(arrival.text().indexOf(' ') + 1));
    }

    /** Sends per second from a tenth to the end of a backlog that was written before the connector starts. */
    double sendsPerSecond(String run, int records) {
        String topic = "backlog-" + run;
        stack.kafka().createTopic(topic, PARTITIONS, Map.of());
        writeBacklog(topic, records);
        long before = accepted();
        stack.startSink(topic, topic);
        awaitAccepted(before + records / 10);
        long from = accepted();
        long fromNanos = System.nanoTime();
        awaitAccepted(before + records);
        double seconds = (System.nanoTime() - fromNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        stack.delete(topic);
        return (before + records - from) / seconds;
    }

    /** In large batches, for a backlog is not what is measured. */
    private void writeBacklog(String topic, int records) {
        // One request at a time, else the first into a topic just made may be refused and never be in sequence again.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", stack.bootstrapServers(),
                "linger.ms", "50",
                "batch.size", "131072",
                "max.in.flight.requests.per.connection", "1");
        List<Future<RecordMetadata>> written = new ArrayList<>(records);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < records; number++) {
                written.add(producer.send(record(topic, number, number + PADDING)));
            }
            for (Future<RecordMetadata> each : written) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the backlog", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitAccepted(long count) {
        Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(LIMIT).until(() -> accepted() >= count);
    }

    private long accepted() {
        return stack.emulator().stats().requestsByStatus().getOrDefault(202, 0L);
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int number, String text) {
        byte[] group = ("group-" + number % GROUPS).getBytes(UTF_8);
        return new ProducerRecord<>(topic, group, text.getBytes(UTF_8));
    }
}
