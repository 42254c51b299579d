package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application behind Kafka answers MQTT clients. The requests are recorded forms, and what the service makes of the answers is as its
 * documentation has it: there is no front end yet that sends them.
 */
@ExtendWith(SharedStacks.Provider.class)
class MqttAnswersIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();

    @Test
    void repliesInHeaders(SharedStacks stacks) throws IOException {
        try (Asking asking = new Asking(stacks.of(KafkaVersion.V4_3), "headers")) {
            HttpResponse<String> accepted = asking.answer(
                    "mqtt-connect", "1", "", "webpubsub-user-id", "ann", "webpubsub-mqtt-property-plan", "gold");
            assertThat(accepted.statusCode()).isEqualTo(200);
            assertThat(accepted.body())
                    .isEqualTo(
                            "{\"userId\":\"ann\",\"mqtt\":{\"userProperties\":[{\"name\":\"plan\",\"value\":\"gold\"}]}}");

            HttpResponse<String> refused = asking.answer(
                    "mqtt-connect",
                    "2",
                    "",
                    "webpubsub-status",
                    "401",
                    "webpubsub-mqtt-code",
                    "135",
                    "webpubsub-mqtt-reason",
                    "no");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).isEqualTo("{\"mqtt\":{\"code\":135,\"reason\":\"no\"}}");

            HttpResponse<String> event = asking.answer(
                    "mqtt-user-event",
                    "3",
                    "[21]",
                    "content-type",
                    "application/senml+json",
                    "webpubsub-mqtt-property-unit",
                    "Cel");
            assertThat(event.statusCode()).isEqualTo(200);
            assertThat(event.headers().allValues("mqtt-unit")).containsExactly("Cel");
            assertThat(event.headers().allValues("mqtt-place"))
                    .as("the event's own")
                    .isEmpty();
            assertThat(event.headers().firstValue("content-type")).contains("application/senml+json");
            assertThat(event.body()).isEqualTo("[21]");
        }
    }

    @Test
    void repliesInJson(SharedStacks stacks) throws IOException {
        try (Asking asking = new Asking(stacks.of(KafkaVersion.V4_3), "json")) {
            String properties =
                    "\"userProperties\":[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"a\",\"value\":\"2\"}]";
            HttpResponse<String> refused = asking.answer(
                    "mqtt-connect",
                    "1",
                    "{\"status\":403,\"mqtt\":{\"code\":138,\"reason\":\"no\"," + properties + "}}");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).isEqualTo("{\"mqtt\":{\"code\":138,\"reason\":\"no\"," + properties + "}}");

            HttpResponse<String> event = asking.answer(
                    "mqtt-user-event", "2", "{\"status\":429,\"body\":\"slow\",\"mqtt\":{" + properties + "}}");
            assertThat(event.statusCode()).isEqualTo(429);
            assertThat(event.headers().allValues("mqtt-a")).containsExactly("1", "2");
            assertThat(event.body()).isEqualTo("\"slow\"");
        }
    }

    /** A source that asks an application, which the test plays. */
    private final class Asking implements AutoCloseable {
        private final Stack stack;
        private final String topic;
        private final Stack.Connector source;
        private int asked;

        Asking(Stack stack, String form) {
            this.stack = stack;
            this.topic = stack.topic("mqtt", 1);
            this.source = stack.connector("mqtt", config(form));
        }

        private Map<String, String> config(String form) {
            return Map.ofEntries(
                    Map.entry("connector.class", SourceConfig.CONNECTOR),
                    Map.entry("webpubsub.connection.string", connectionString()),
                    Map.entry("webpubsub.hub", SourceConfig.HUB),
                    Map.entry("upstream.listen.address", "127.0.0.1:" + port),
                    Map.entry("upstream.trust", "none"),
                    Map.entry("topic", topic),
                    Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                    Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                    Map.entry("header.converter", "org.apache.kafka.connect.storage.StringConverter"),
                    Map.entry("reply.topic", stack.topic("replies", 1)),
                    Map.entry("reply.consumer.bootstrap.servers", stack.bootstrapServers()),
                    Map.entry("reply.events", "connect,custom"),
                    Map.entry("reply.form", form));
        }

        private static String connectionString() {
            return "Endpoint=http://127.0.0.1:8080;AccessKey=" + EmulatorOptions.WELL_KNOWN_KEYS.primary()
                    + ";Version=1.0;";
        }

        /** Posts a recorded event under an id of its own, and gives the reply. */
        HttpResponse<String> answer(String recorded, String id, String value, String... headers) throws IOException {
            CompletableFuture<HttpResponse<String>> answer = post(recorded, id);
            asked++;
            ConsumerRecord<byte[], byte[]> event =
                    stack.kafka().await(topic, asked, record -> true, LIMIT).get(asked - 1);
            ProducerRecord<byte[], byte[]> reply = new ProducerRecord<>(
                    text(event.headers(), "webpubsub-reply-topic"),
                    Integer.valueOf(text(event.headers(), "webpubsub-reply-partition")),
                    text(event.headers(), "webpubsub-correlation-id").getBytes(UTF_8),
                    value.isEmpty() ? null : value.getBytes(UTF_8));
            for (int i = 0; i < headers.length; i += 2) {
                reply.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
            }
            stack.kafka().send(reply);
            stack.kafka().flush();
            return answer.join();
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private CompletableFuture<HttpResponse<String>> post(String recorded, String id) throws IOException {
        String text = Files.readString(
                ProjectFolder.root().resolve("source-connector/src/test/resources/recorded/" + recorded + ".http"));
        int blank = text.indexOf("\n\n");
        List<String> head = text.substring(0, blank)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        Map<String, String> headers = new HashMap<>();
        for (String line : head.subList(1, head.size())) {
            headers.put(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).trim());
        }
        headers.put("ce-id", id);
        String target = head.get(0).split(" ", -1)[1];
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .POST(HttpRequest.BodyPublishers.ofString(
                        text.substring(blank + 2).stripTrailing()));
        headers.forEach(request::header);
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String text(Headers headers, String name) {
        return new String(requireNonNull(headers.lastHeader(name), name).value(), UTF_8);
    }
}
