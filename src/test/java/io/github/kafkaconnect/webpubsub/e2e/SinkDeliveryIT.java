package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records reach live clients as they were written, in the order of their partition. */
@ExtendWith(SharedStacks.Provider.class)
class SinkDeliveryIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @ParameterizedTest
    @EnumSource
    void tenThousandRecordsReachTwoHundredTargetsExactlyAndInOrder(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        Flow flow = Flow.toAwkwardNames(200, 50);
        String topic = stack.topic("orders", 4);
        try (Emulator emulator = UnkindEmulator.start(20261123);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, flow.targets());
                // One task: a second one may join in mid-flow, and what a rebalance interrupts is sent again.
                Stack.Connector sink = stack.connector("sink", SinkConfig.toGroupOfKey(emulator, topic))) {
            flow.writeTo(stack.kafka(), topic);
            Verdict verdict = Verdict.of(
                    flow.expected(), audience.await(flow.size(), LIMIT).received());
            assertThat(verdict.missing()).as("lost by %s", sink.name()).isEmpty();
            assertThat(verdict.strangers())
                    .as("changed, or sent to the wrong group")
                    .isEmpty();
            assertThat(verdict.disorders())
                    .as("out of order within their group")
                    .isEmpty();
            assertThat(verdict.copies()).as("sent more than once without need").isZero();
        }
    }
}
