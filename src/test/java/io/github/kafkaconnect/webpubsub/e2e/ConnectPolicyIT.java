package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.ClientSnapshot;
import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules decide who connects and as whom, and a template answers what clients say, without code. */
@ExtendWith(SharedStacks.Provider.class)
class ConnectPolicyIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String POLICY = "{rules: ["
            + "{name: banned, when: {event.userid: 'mal*'}, refuse: {status: 403, reason: banned}}, "
            + "{name: members, when: {claim.sub: {present: true}}, accept: {userId: 'member-${claim.sub}', groups: [lobby]}}], "
            + "otherwise: refuse}";

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource
    void rulesDecideAndATemplateAnswers(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        int port = Ports.free();
        String topic = stack.topic("policy", 1);
        try (Emulator emulator = Emulator.start(
                        UnkindEmulator.options(13).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)));
                Stack.Connector source = stack.connector("policy", config(emulator, port, topic));
                LiveClient ann = connect(emulator, "ann")) {
            assertThat(source.name()).isNotEmpty();
            assertThat(emulator.clients(SourceConfig.HUB)).singleElement().satisfies(client -> {
                assertThat(client).extracting(ClientSnapshot::userId).isEqualTo("member-ann");
                assertThat(client.groups()).containsExactly("lobby");
            });
            assertThatThrownBy(() -> connect(emulator, "mallory"))
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                    refused.getResponse().statusCode())
                            .isEqualTo(403));
            ann.send("hello");
            await().atMost(LIMIT).until(() -> ann.count() == 1);
            assertThat(ann.texts()).containsExactly("{\"from\":\"member-ann\",\"echo\":\"hello\"}");
            // The refused client left no record.
            assertThat(stack.kafka().readAll(topic))
                    .extracting(record ->
                            new String(record.headers().lastHeader("ce_type").value(), UTF_8))
                    .containsOnlyOnce("azure.webpubsub.sys.connect")
                    .contains("azure.webpubsub.user.message");
        }
    }

    private static Map<String, String> config(Emulator emulator, int port, String topic) {
        Map<String, String> config = new HashMap<>(SourceConfig.toTopic(emulator, port, topic));
        config.put("connect.policy", POLICY);
        config.put("reply.template", "{\"from\":\"${event.userid}\",\"echo\":\"${data}\"}");
        config.put("reply.content.type", "application/json");
        return config;
    }

    private LiveClient connect(Emulator emulator, String user) {
        return LiveClient.connect(http, ClientUrl.of(emulator, SourceConfig.HUB).ofUser(user));
    }
}
