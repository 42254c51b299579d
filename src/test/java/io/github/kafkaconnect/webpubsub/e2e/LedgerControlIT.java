package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector;
import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.WorkFolder;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control of the loss check: a ledger that commits the newest offset must be seen to lose, where ours does not. */
@ExtendWith(SharedStacks.Provider.class)
class LedgerControlIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** How long lost messages are waited for. */
    private static final Duration LATE_ARRIVALS = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(classes = {WebPubSubSinkConnector.class, NewestOffsetSinkConnector.class})
    void onlyTheLedgerOfTheFinishedPrefixSurvivesKillWhileTheServiceIsFrozen(Class<?> connector, SharedStacks stacks) {
        Stack stack = stacks.of(KafkaVersion.V4_3);
        Flow flow = Flow.toAwkwardNames(20, 100);
        String topic = stack.topic("ledger", 1);
        String name = Stack.uniqueName("ledger");
        try (WorkFolder plugins = WorkFolder.create("plugins");
                Emulator emulator = UnkindEmulator.start(13);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, flow.targets())) {
            WrongPlugin.unpackTo(plugins.path());
            try (ConnectWorker worker = new ConnectWorker(settings(stack, plugins, name)).start()) {
                worker.rest()
                        .put(
                                name,
                                SinkConfig.with(
                                        SinkConfig.toGroupOfKey(emulator, topic),
                                        "connector.class",
                                        connector.getName()));
                worker.rest().awaitRunning(name, LIMIT);
                emulator.freeze();
                flow.writeTo(stack.kafka(), topic);
                letItCommit();
                worker.kill();
                emulator.unfreeze();
                worker.start();

                worker.rest().awaitRunning(name, LIMIT);
                audience.await(flow.size(), isWrong(connector) ? LATE_ARRIVALS : LIMIT);
                Verdict verdict = Verdict.of(flow.expected(), audience.received());
                if (isWrong(connector)) {
                    assertThat(verdict.missing()).isNotEmpty();
                } else {
                    assertThat(verdict.missing()).isEmpty();
                }
                assertThat(verdict.disorders()).isEmpty();
            }
        }
    }

    private static boolean isWrong(Class<?> connector) {
        return connector == NewestOffsetSinkConnector.class;
    }

    /** Six commit intervals: the wrong ledger commits all that it was given, the right one nothing. */
    private static void letItCommit() {
        Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    }

    private static ConnectWorker.Settings settings(Stack stack, WorkFolder plugins, String group) {
        return ConnectWorker.Settings.small(KafkaVersion.V4_3, stack.bootstrapServers())
                .group(group + "-workers")
                .properties(Map.of(
                        "plugin.path",
                        plugins.path().toString(),
                        "offset.flush.interval.ms",
                        "500",
                        "session.timeout.ms",
                        "2000",
                        "heartbeat.interval.ms",
                        "400",
                        "consumer.session.timeout.ms",
                        "2000",
                        "consumer.heartbeat.interval.ms",
                        "400"));
    }
}
