package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.stack.JmxProbe;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures of a task are one object under JMX: the worker's own where it has plugin metrics, else the plugin's. */
@ExtendWith(SharedStacks.Provider.class)
class FiguresIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Map<KafkaVersion, String> OWNER = Map.of(
            KafkaVersion.V4_3, "org.apache.kafka.common.metrics.JmxReporter$KafkaMbean",
            KafkaVersion.V3_9, "io.github.kafkaconnect.webpubsub.common.observe.FiguresBean");

    @ParameterizedTest
    @EnumSource
    void theSinkCountsAfreshAfterARestartAndLeavesNothing(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        Flow flow = Flow.toAwkwardNames(5, 4);
        String topic = stack.topic("figures", 1);
        String object;
        try (JmxProbe jmx = JmxProbe.attach(stack.worker().process())) {
            try (Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT);
                    Stack.Connector sink = stack.connector("figures-sink", SinkConfig.toGroupOfKey(emulator, topic))) {
                object = object(sink);
                flow.writeTo(stack.kafka(), topic);
                await(jmx, object, Map.of("record-delivered-total", 20L, "record-unfinished", 0L));
                assertThat(jmx.className(object)).isEqualTo(OWNER.get(version));
                Map<String, Object> before = jmx.attributes(object);

                stack.rest().restart(sink.name());
                await(jmx, object, Map.of("record-delivered-total", 0L));
                flow.writeTo(stack.kafka(), topic);
                await(jmx, object, Map.of("record-delivered-total", 20L));
                assertThat(jmx.className(object)).isEqualTo(OWNER.get(version));
                assertThat(jmx.attributes(object).keySet()).isEqualTo(before.keySet());
            }
            Awaitility.await().atMost(LIMIT).until(() -> !jmx.has(object));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSourceCountsItsEventsAndLeavesNothing(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        int port = Ports.free();
        String topic = stack.topic("figures-events", 1);
        String object;
        try (JmxProbe jmx = JmxProbe.attach(stack.worker().process())) {
            try (Emulator emulator = Emulator.start(
                            EmulatorOptions.DEFAULT.withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)));
                    Stack.Connector source =
                            stack.connector("figures-source", SourceConfig.toTopic(emulator, port, topic));
                    Speakers speakers = Speakers.connect(emulator, SourceConfig.HUB, 3)) {
                object = object(source);
                speakers.say(0, 4);
                speakers.awaitAnswers(12, LIMIT);
                await(jmx, object, Map.of("event-custom-total", 12L, "answer-owed", 0L));
                assertThat(jmx.className(object)).isEqualTo(OWNER.get(version));
            }
            Awaitility.await().atMost(LIMIT).until(() -> !jmx.has(object));
        }
    }

    private static String object(Stack.Connector connector) {
        return "kafka.connect:type=plugins,connector=" + connector.name() + ",task=0";
    }

    private static void await(JmxProbe jmx, String object, Map<String, Object> figures) {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        jmx.has(object) ? jmx.attributes(object) : Map.of())
                .containsAllEntriesOf(figures));
    }
}
