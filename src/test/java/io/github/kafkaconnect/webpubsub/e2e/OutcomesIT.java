package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.KafkaBroker;
import io.github.kafkaconnect.webpubsub.stack.KafkaProbe;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outcomes go to brokers of their own, which are away for longer than their producer has patience. */
@ExtendWith(SharedStacks.Provider.class)
class OutcomesIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String GROUP = "lobby";
    private static final String OUTCOMES = "outcomes";

    @ParameterizedTest
    @EnumSource
    void recordsWaitForTheirOutcomesAndTheTaskGoesOn(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String topic = stack.topic("told", 1);
        try (KafkaBroker others = new KafkaBroker(KafkaBroker.Settings.small(version)).start();
                Emulator emulator = UnkindEmulator.start(21);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, List.of(GROUP))) {
            createOutcomes(others);
            try (Stack.Connector sink =
                    stack.connector("telling", impatient(SinkConfig.toGroupOfKey(emulator, topic), others))) {
                send(stack, topic, 0, 1);
                awaitCommitted(stack, sink, topic, 1);
                others.kill();
                send(stack, topic, 1, 4);
                audience.await(4, LIMIT);
                awaitWarning(stack);
                assertThat(stack.kafka().committed("connect-" + sink.name()))
                        .as("delivered, but nobody was told")
                        .isEqualTo(Map.of(new TopicPartition(topic, 0), 1L));

                others.start();
                awaitCommitted(stack, sink, topic, 4);
                assertThat(audience.received()).isEqualTo(Map.of(GROUP, List.of("0", "1", "2", "3")));
                assertThat(offsetsTold(others))
                        .containsAll(LongStream.range(0, 4).boxed().toList());
                sink.awaitRunning();
            }
        }
    }

    private static void createOutcomes(KafkaBroker broker) {
        try (KafkaProbe probe = new KafkaProbe(broker.bootstrapServers())) {
            probe.createTopic(OUTCOMES, 1, Map.of());
        }
    }

    private static Map<String, String> impatient(Map<String, String> config, KafkaBroker outcomes) {
        return SinkConfig.with(
                config,
                "outcome.topic",
                OUTCOMES,
                "outcome.producer.bootstrap.servers",
                outcomes.bootstrapServers(),
                "outcome.producer.delivery.timeout.ms",
                "1500",
                "outcome.producer.request.timeout.ms",
                "1000",
                "outcome.producer.max.block.ms",
                "1000",
                "commit.interval.ms",
                "200");
    }

    private static void send(Stack stack, String topic, int from, int to) {
        IntStream.range(from, to).forEach(i -> stack.kafka()
                .send(new ProducerRecord<>(
                        topic, GROUP.getBytes(UTF_8), Integer.toString(i).getBytes(UTF_8))));
        stack.kafka().flush();
    }

    private static void awaitCommitted(Stack stack, Stack.Connector sink, String topic, long offset) {
        await().atMost(LIMIT).until(() -> Map.of(new TopicPartition(topic, 0), offset)
                .equals(stack.kafka().committed("connect-" + sink.name())));
    }

    private static void awaitWarning(Stack stack) {
        stack.worker().process().awaitLog("Outcomes cannot be written to " + OUTCOMES, LIMIT);
    }

    private static List<Long> offsetsTold(KafkaBroker broker) {
        try (KafkaProbe probe = new KafkaProbe(broker.bootstrapServers())) {
            return probe.readAll(OUTCOMES).stream()
                    .map(record -> json(record.value()).path("offset").asLong())
                    .toList();
        }
    }

    private static JsonNode json(byte[] text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
