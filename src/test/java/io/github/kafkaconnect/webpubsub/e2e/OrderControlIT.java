package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The control of the order check: with ordering switched off, it must see disorder. */
@ExtendWith(SharedStacks.Provider.class)
class OrderControlIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void withoutOrderingTheSameCheckSeesDisorder(SharedStacks stacks) {
        Stack stack = stacks.of(KafkaVersion.V4_3);
        Flow flow = Flow.toAwkwardNames(50, 40);
        String topic = stack.topic("disorder", 4);
        try (Emulator emulator = UnkindEmulator.start(20261123);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, flow.targets());
                Stack.Connector sink = stack.connector(
                        "disorderly", SinkConfig.with(SinkConfig.toGroupOfKey(emulator, topic), "ordering", "none"))) {
            flow.writeTo(stack.kafka(), topic);
            Verdict verdict = Verdict.of(
                    flow.expected(), audience.await(flow.size(), LIMIT).received());
            assertThat(verdict.missing()).as("lost by %s", sink.name()).isEmpty();
            assertThat(verdict.disorders()).isNotEmpty();
        }
    }
}
