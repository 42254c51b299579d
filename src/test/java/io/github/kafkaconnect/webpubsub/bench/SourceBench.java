package io.github.kafkaconnect.webpubsub.bench;

import io.github.kafkaconnect.webpubsub.e2e.ClientUrl;
import io.github.kafkaconnect.webpubsub.e2e.LiveClient;
import io.github.kafkaconnect.webpubsub.emulator.upstream.EventKind;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Measures the way from a client to Kafka. */
final class SourceBench {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int CLIENTS = 200;
    private static final int PARTITIONS = 4;
    private static final String PADDING = "x".repeat(80);

    private final BenchStack stack;

    SourceBench(BenchStack stack) {
        this.stack = stack;
    }

    /**
     * Nanoseconds from the client's {@code send} to a consumer's receipt, for events said at a steady rate.
     *
     * @param warmUp events that are not counted
     */
    long[] latencies(String run, int perSecond, int warmUp, int events) {
        String topic = "events-" + run;
        stack.kafka().createTopic(topic, PARTITIONS, Map.of());
        stack.startSource(topic, topic);
        List<LiveClient> clients = connect();
        try (TopicClock clock = TopicClock.start(stack.bootstrapServers(), topic)) {
            Ticks.atRate(perSecond, warmUp + events, number -> clients.get(number % CLIENTS)
                    .send(System.nanoTime() + " " + number));
            return clock.await(warmUp + events, LIMIT).stream()
                    .filter(receipt -> receipt.number() >= warmUp)
                    .mapToLong(TopicClock.Receipt::latencyNanos)
                    .toArray();
        } finally {
            clients.forEach(LiveClient::close);
            stack.delete(topic);
        }
    }

    /** Events answered per second while every client has said more than is answered. */
    double eventsPerSecond(String run, int perClient) {
        String topic = "flood-" + run;
        stack.kafka().createTopic(topic, PARTITIONS, Map.of());
        stack.startSource(topic, topic);
        List<LiveClient> clients = connect();
        try {
            long events = (long) CLIENTS * perClient;
            long before = answered();
            long startNanos = System.nanoTime();
            for (int number = 0; number < perClient; number++) {
                String text = number + PADDING;
                clients.forEach(client -> client.send(text));
            }
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(LIMIT)
                    .until(() -> answered() >= before + events);
            return events / ((System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1));
        } finally {
            clients.forEach(LiveClient::close);
            stack.delete(topic);
        }
    }

    private long answered() {
        return stack.emulator().upstream().counters().of(EventKind.USER).succeeded();
    }

    private List<LiveClient> connect() {
        HttpClient http = HttpClient.newHttpClient();
        ClientUrl url = ClientUrl.of(stack.emulator(), BenchStack.SOURCE_HUB);
        return IntStream.range(0, CLIENTS)
                .mapToObj(i -> LiveClient.connect(http, url.ofUser("user-" + i)))
                .toList();
    }
}
