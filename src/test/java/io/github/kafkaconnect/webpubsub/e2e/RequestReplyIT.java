package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.examples.ReplyingApplication;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications behind Kafka decide who connects and answer what clients say, with several tasks and across a restart. */
@ExtendWith(SharedStacks.Provider.class)
class RequestReplyIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MESSAGES = 200;

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource
    void clientsAreAnsweredByAnApplicationBehindKafka(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        int port = Ports.free();
        String topic = stack.topic("requests", 3);
        Map<String, String> more = Map.of("tasks.max", "2", "reply.events", "connect,message");
        try (Emulator emulator = Emulator.start(
                        UnkindEmulator.options(11).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)));
                Application application = new Application(stack.bootstrapServers(), topic);
                Stack.Connector source = stack.connector("asking", config(stack, emulator, port, topic, more));
                LiveClient ann = connect(emulator, "ann")) {
            assertThat(emulator.clients(SourceConfig.HUB)).hasSize(1);
            assertThat(emulator.clients(SourceConfig.HUB).iterator().next().groups())
                    .contains("lobby");
            assertThatThrownBy(() -> connect(emulator, "mallory"))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                    refused.getResponse().statusCode())
                            .isEqualTo(403));

            for (int i = 0; i < MESSAGES; i++) {
                ann.send("word " + i);
            }
            await().atMost(LIMIT).until(() -> ann.count() == MESSAGES);
            assertThat(ann.texts())
                    .isEqualTo(IntStream.range(0, MESSAGES)
                            .mapToObj(i -> "WORD " + i)
                            .toList());

            stack.rest().restart(source.name());
            source.awaitRunning();
            try (LiveClient bob = connect(emulator, "bob")) {
                bob.send("still there?");
                await().atMost(LIMIT).until(() -> bob.count() == 1);
                assertThat(bob.texts()).containsExactly("STILL THERE?");
            }
            assertThat(application.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V3_9")
    void withoutAnApplicationTheDeadlineDecides(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        int port = Ports.free();
        String topic = stack.topic("unanswered", 1);
        Map<String, String> more = Map.of(
                "reply.events", "connect,message",
                "reply.timeout.ms", "300",
                "reply.unanswered", "accept",
                "reply.unanswered.connect", "refuse");
        try (Emulator emulator = Emulator.start(
                        UnkindEmulator.options(12).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)));
                Stack.Connector source = stack.connector("asking", config(stack, emulator, port, topic, more))) {
            assertThatThrownBy(() -> connect(emulator, "ann")).isInstanceOf(CompletionException.class);
            Map<String, String> open = new HashMap<>(more);
            open.put("reply.unanswered.connect", "accept");
            source.configure(config(stack, emulator, port, topic, open));
            source.awaitRunning();
            try (LiveClient ann =
                    await().atMost(LIMIT).ignoreExceptions().until(() -> connect(emulator, "ann"), c -> true)) {
                ann.send("hello?");
                // Posted only after the answer to the one before.
                ann.send("anybody?");
                await().atMost(LIMIT).until(() -> values(stack, topic).containsAll(List.of("hello?", "anybody?")));
                assertThat(ann.closed()).isNotDone();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V3_9")
    void aTopicOfRepliesThatIsDeletedIsNoticed(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        int port = Ports.free();
        String topic = stack.topic("mute", 1);
        Map<String, String> more = Map.of("reply.events", "message");
        try (Emulator emulator =
                Emulator.start(UnkindEmulator.options(13).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)))) {
            Map<String, String> config = config(stack, emulator, port, topic, more);
            String replies = config.getOrDefault("reply.topic", "");
            try (Stack.Connector source = stack.connector("asking", config)) {
                assertThat(source.name()).isNotEmpty();
                await().atMost(LIMIT).ignoreExceptions().until(() -> health(port) == 200);

                stack.kafka().deleteTopic(replies);
                await().atMost(LIMIT).until(() -> health(port) == 503);

                stack.kafka().createTopic(replies, 3, Map.of());
                await().atMost(LIMIT).until(() -> health(port) == 200);
            }
        }
    }

    private int health(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static List<String> values(Stack stack, String topic) {
        return stack.kafka().readAll(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private static Map<String, String> config(
            Stack stack, Emulator emulator, int port, String topic, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(SourceConfig.toTopic(emulator, port, topic));
        config.put("reply.topic", stack.topic("replies", 3));
        config.put("reply.consumer.bootstrap.servers", stack.bootstrapServers());
        config.putAll(more);
        return config;
    }

    private LiveClient connect(Emulator emulator, String user) {
        return LiveClient.connect(http, ClientUrl.of(emulator, SourceConfig.HUB).ofUser(user));
    }

    /** The example, on a thread of this test. */
    private static final class Application implements AutoCloseable {
        private final ReplyingApplication application;
        private final Thread thread;

        Application(String bootstrapServers, String topic) {
            application = new ReplyingApplication(bootstrapServers, topic);
            thread = new Thread(application, "replying-application");
            thread.start();
        }

        boolean isAlive() {
            return thread.isAlive();
        }

        @Override
        public void close() {
            application.stop();
            await().atMost(LIMIT).until(() -> !thread.isAlive());
            application.close();
        }
    }
}
