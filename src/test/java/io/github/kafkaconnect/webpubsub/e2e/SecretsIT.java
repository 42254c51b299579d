package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A secret that a placeholder stands for is written down nowhere: not in the config topic, not in the log. */
@ExtendWith(SharedStacks.Provider.class)
class SecretsIT {

    private static final String PLACEHOLDER = "${env:" + Stack.ACCESS_KEY_VARIABLE + "}";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource
    void configTopicAndWorkerLogHoldPlaceholderButNoKey(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        Flow flow = Flow.toAwkwardNames(3, 1);
        String topic = stack.topic("secret", 1);
        int port = Ports.free();
        try (Emulator emulator = UnkindEmulator.start(11);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, flow.targets());
                Stack.Connector sink = stack.connector(
                        "secret-sink", withPlaceholder(emulator, SinkConfig.toGroupOfKey(emulator, topic)));
                Stack.Connector source = stack.connector(
                        "secret-source", withPlaceholder(emulator, SourceConfig.toTopic(emulator, port, topic)))) {
            flow.writeTo(stack.kafka(), topic);
            assertThat(Verdict.of(flow.expected(), audience.await(3, LIMIT).received())
                            .missing())
                    .as("the placeholder's key works")
                    .isEmpty();

            String secret = emulator.keys().primary();
            List<String> written = configsOf(stack, sink.name(), source.name());
            assertThat(written).hasSizeGreaterThanOrEqualTo(4).noneMatch(text -> text.contains(secret));
            assertThat(written).allMatch(text -> text.contains(PLACEHOLDER));
            assertThat(stack.worker().process().log()).contains(sink.name()).doesNotContain(secret);
        }
    }

    private static Map<String, String> withPlaceholder(Emulator emulator, Map<String, String> config) {
        Map<String, String> changed = new HashMap<>(config);
        changed.remove("webpubsub.connection.string");
        changed.put("webpubsub.endpoint", emulator.endpoint());
        changed.put("webpubsub.access.key", PLACEHOLDER);
        return changed;
    }

    /** What the config topic holds of the connectors and their tasks. */
    private static List<String> configsOf(Stack stack, String sink, String source) {
        List<String> keys =
                List.of("connector-" + sink, "task-" + sink + "-0", "connector-" + source, "task-" + source + "-0");
        return stack.kafka().readAll("connect-configs").stream()
                .filter(record -> keys.contains(new String(record.key(), UTF_8)))
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
