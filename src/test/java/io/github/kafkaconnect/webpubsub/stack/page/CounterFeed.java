package io.github.kafkaconnect.webpubsub.stack.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * Publishes counters four times a second: what the emulator has counted at its side of both bridges, and the records in
 * between. What the emulator does not answer is left out, and the page shows it as unknown.
 */
final class CounterFeed {

    private static final long PERIOD_MS = 250;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI stats;
    private final TopicTail tail;
    private final Subscribers subscribers;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    CounterFeed(String endpoint, TopicTail tail, Subscribers subscribers) {
        this.stats = URI.create(endpoint + "/_emulator/stats");
        this.tail = tail;
        this.subscribers = subscribers;
    }

    void start() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "page-counters");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::publish, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void publish() {
        Map<String, Object> counters = new LinkedHashMap<>();
        counters.put("records", tail.records());
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(stats).timeout(Duration.ofSeconds(2)).build();
            JsonNode answer =
                    JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
            addEmulator(counters, answer);
        } catch (IOException unknown) {
            counters.put("emulator", "unreachable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        subscribers.publishCounters(counters);
    }

    private static void addEmulator(Map<String, Object> counters, JsonNode stats) {
        if (stats.has("eventsSent")) {
            counters.put("eventsIn", stats.get("eventsSent").asLong());
            counters.put("eventsFailed", stats.path("eventsFailed").asLong());
            counters.put("connections", stats.path("connections").asLong());
            counters.put("delivered", stats.path("messagesDelivered").asLong());
        }
        JsonNode byStatus = stats.path("requestsByStatus");
        if (byStatus.isObject()) {
            // Of all operations only sends are answered 202.
            counters.put("sends", byStatus.path("202").asLong());
            counters.put("refused", refused(byStatus));
        }
    }

    /** Answers that make the sink send again or give up; 0 stands for a reset instead of an answer. */
    private static long refused(JsonNode byStatus) {
        return StreamSupport.stream(byStatus.properties().spliterator(), false)
                .filter(entry -> entry.getKey().equals("0") || entry.getKey().compareTo("4") >= 0)
                .mapToLong(entry -> entry.getValue().asLong())
                .sum();
    }
}
