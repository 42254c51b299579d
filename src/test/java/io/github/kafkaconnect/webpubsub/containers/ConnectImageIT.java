package io.github.kafkaconnect.webpubsub.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettingsJson;
import io.github.kafkaconnect.webpubsub.stack.ConnectClient;
import io.github.kafkaconnect.webpubsub.stack.ExampleConfig;
import io.github.kafkaconnect.webpubsub.stack.HubClient;
import io.github.kafkaconnect.webpubsub.stack.KafkaProbe;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import io.github.kafkaconnect.webpubsub.stack.Requirement;
import io.github.kafkaconnect.webpubsub.stack.Requires;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The plugins in a container, against an emulator outside of it. */
@Requires(Requirement.DOCKER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectImageIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HUB = "chat";

    private final int webhookPort = Ports.free();
    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.withHubs(HubSettingsJson.parseHubs(
            """
                    {"chat": {"eventHandlers": [{
                        "urlTemplate": "http://127.0.0.1:%d/eventhandler",
                        "userEventPattern": "*",
                        "systemEvents": ["connect", "connected", "disconnected"]}]}}
                    """
                    .formatted(webhookPort))));
    private final ConnectImage image = new ConnectImage(KafkaVersion.V4_3);

    @BeforeAll
    void start() {
        image.start();
        ConnectClient connect = new ConnectClient(URI.create("http://127.0.0.1:" + image.connectPort()));
        ExampleConfig source = here("chat-source.json").with("upstream.listen.address", "127.0.0.1:" + webhookPort);
        ExampleConfig sink = here("chat-sink.json");
        connect.create(source.json());
        connect.create(sink.json());
        connect.awaitRunning(source.name(), LIMIT);
        connect.awaitRunning(sink.name(), LIMIT);
    }

    @AfterAll
    void stop() {
        image.close();
        emulator.close();
    }

    @Test
    void recordReachesAClient() {
        try (HubClient client = HubClient.connect(emulator.connectionString(), HUB, "ada");
                KafkaProbe kafka = new KafkaProbe(image.bootstrapServers())) {
            kafka.send(new ProducerRecord<>("chat.message", "{\"text\":\"from Kafka\"}".getBytes(UTF_8)));
            kafka.flush();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(client.messages())
                    .extracting(message -> message.at("/data/text").asText())
                    .contains("from Kafka"));
        }
    }

    @Test
    void eventReachesATopic() throws Exception {
        try (HubClient client = HubClient.connect(emulator.connectionString(), HUB, "grace");
                KafkaProbe kafka = new KafkaProbe(image.bootstrapServers())) {
            assertThat(client.sendEvent("message", Map.of("text", "to Kafka"))
                            .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                            .path("success")
                            .asBoolean())
                    .isTrue();
            assertThat(kafka.await(
                            "chat.message", 1, record -> text(record.value()).contains("to Kafka"), LIMIT))
                    .extracting(record ->
                            text(record.headers().lastHeader("ce_userid").value()))
                    .containsOnly("grace");
        }
    }

    private ExampleConfig here(String file) {
        return ExampleConfig.read(file).with("webpubsub.connection.string", emulator.connectionString());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
