package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.emulator.ClientSnapshot;
import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** A hub with two clients, ada and bob, and a connector that is driven record by record and tells of each what became of it. */
final class HubFixture implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT);
    final HttpClient http = HttpClient.newHttpClient();
    final LiveClient ada = client("ada");
    final LiveClient bob = client("bob");
    final String adasId = awaitId("ada");
    final String bobsId = awaitId("bob");
    final Stack.Connector sink;

    private final Stack stack;
    private final String topic;
    private final Consumer<byte[], byte[]> told;
    private long offset;

    /** @param options of the connector, besides the service, its hub and the topic of outcomes */
    HubFixture(Stack stack, Map<String, String> options) {
        this.stack = stack;
        this.topic = stack.topic("drive", 1);
        String outcomes = stack.topic("outcomes", 1);
        this.told = stack.kafka().follow(outcomes);
        Map<String, String> config = new HashMap<>(SinkConfig.toGroupOfKey(emulator, topic));
        config.remove("webpubsub.target");
        config.remove("webpubsub.target.name");
        config.put("ordering", "partition");
        config.put("errors.tolerance", "all");
        config.put("outcome.topic", outcomes);
        config.put("outcome.secrets", "true");
        config.put("outcome.producer.bootstrap.servers", stack.bootstrapServers());
        config.putAll(options);
        this.sink = stack.connector("drive", config);
    }

    private LiveClient client(String user) {
        return LiveClient.connect(http, ClientUrl.of(emulator, SinkConfig.HUB).ofUser(user));
    }

    String awaitId(String user) {
        return snapshot(user).connectionId();
    }

    ClientSnapshot snapshot(String user) {
        return Awaitility.await()
                .atMost(LIMIT)
                .until(
                        () -> emulator.clients(SinkConfig.HUB).stream()
                                .filter(client -> user.equals(client.userId()))
                                .toList(),
                        clients -> clients.size() == 1)
                .get(0);
    }

    /**
     * Writes a record and waits for its outcome.
     *
     * @param value JSON, in which ' stands for " and ada: and bob: for the clients' connections
     */
    JsonNode outcome(String value, String... headers) {
        String json = value.replace('\'', '"').replace("ada:", adasId).replace("bob:", bobsId);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, null, json.getBytes(UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
        }
        stack.kafka().send(record);
        stack.kafka().flush();
        ConsumerRecord<byte[], byte[]> found = next();
        JsonNode outcome = json(found);
        assertThat(outcome.path("topic").asText()).isEqualTo(topic);
        assertThat(outcome.path("offset").asLong()).isEqualTo(offset++);
        byte[] key = found.key();
        assertThat(outcome.path("target").textValue()).isEqualTo(key == null ? null : new String(key, UTF_8));
        return outcome;
    }

    private ConsumerRecord<byte[], byte[]> next() {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<byte[], byte[]> record : told.poll(Duration.ofMillis(100))) {
                return record;
            }
        }
        throw new AssertionError("no outcome within " + LIMIT);
    }

    /** Writes a record, waits for its outcome, and checks its status and what it yields. */
    void expect(String value, int status, String outputs, String... headers) {
        JsonNode outcome = outcome(value, headers);
        assertThat(outcome.path("outcome").asText())
                .as("%s: %s", value, outcome)
                .isEqualTo("delivered");
        assertThat(outcome.path("status").asInt()).as("%s: %s", value, outcome).isEqualTo(status);
        assertThat(outcome.path("outputs")).as(value).isEqualTo(outputs.isEmpty() ? JSON.missingNode() : tree(outputs));
    }

    private JsonNode tree(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"').replace("ada:", adasId).replace("bob:", bobsId));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(new String(record.value(), UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        sink.close();
        told.close();
        ada.close();
        bob.close();
        emulator.close();
    }
}
