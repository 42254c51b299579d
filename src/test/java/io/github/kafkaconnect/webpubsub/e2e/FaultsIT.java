package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.fault.Fault;
import io.github.kafkaconnect.webpubsub.emulator.fault.FaultRule;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One request in ten fails: nothing is lost, order holds, and every copy has its reason. */
@ExtendWith(SharedStacks.Provider.class)
class FaultsIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int EACH = 200;
    private static final int HOLDS = 10;
    private static final double SHARE = 0.03;

    @ParameterizedTest
    @EnumSource
    void tenPercentFailuresLoseNothingAndKeepOrder(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        Flow flow = Flow.toAwkwardNames(200, 50);
        String topic = stack.topic("faults", 4);
        try (Emulator emulator = UnkindEmulator.start(42);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, flow.targets());
                Stack.Connector sink = stack.connector("faulty", SinkConfig.toGroupOfKey(emulator, topic))) {
            // Five kinds, 200 times each among at least 10,000 requests; all are spent before the last record is
            // through.
            emulator.faults().add(rule(FaultRule.answer(429)).times(EACH - HOLDS));
            // Each of these holds the whole task for a second.
            emulator.faults().add(rule(FaultRule.answer(429).retryAfter("1")).times(HOLDS));
            emulator.faults().add(rule(FaultRule.answer(503)));
            emulator.faults().add(rule(FaultRule.of(new Fault.ResetBefore())));
            emulator.faults().add(rule(FaultRule.of(new Fault.ResetAfter())));
            emulator.faults().add(rule(FaultRule.of(new Fault.HalfBody())));
            flow.writeTo(stack.kafka(), topic);

            audience.await(flow.size(), LIMIT);
            Verdict verdict = Verdict.of(flow.expected(), audience.received());
            assertThat(emulator.faults().active()).as("rules not spent").isZero();
            assertThat(verdict.missing()).as("lost by %s", sink.name()).isEmpty();
            assertThat(verdict.strangers()).isEmpty();
            assertThat(verdict.disorders())
                    .as("out of order within their group")
                    .isEmpty();
            // The service took these messages, but its answer got lost: they had to be sent again.
            assertThat(verdict.copies()).as("copies").isEqualTo(2 * EACH);
        }
    }

    private static FaultRule rule(FaultRule rule) {
        return rule.onSends().withProbability(SHARE).times(EACH);
    }
}
