package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connector that is paused, resumed, restarted and reconfigured in mid-flow loses nothing and keeps order. */
@ExtendWith(SharedStacks.Provider.class)
class LifecycleIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(50);

    @ParameterizedTest
    @EnumSource
    void sinkSurvivesPauseResumeRestartAndReconfiguration(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        Flow flow = Flow.toAwkwardNames(50, 120);
        String topic = stack.topic("lively", 4);
        try (Emulator emulator = UnkindEmulator.start(8);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, flow.targets())) {
            Map<String, String> config = SinkConfig.toGroupOfKey(emulator, topic);
            try (Stack.Connector sink = stack.connector("lively-sink", config);
                    Pace pace = Pace.start(
                            flow.perTarget(), STEP, number -> flow.write(stack.kafka(), topic, number, number + 1))) {
                audience.await(flow.size() / 6, LIMIT);
                pauseAndResume(stack, sink);
                audience.await(flow.size() * 2 / 6, LIMIT);
                stack.rest().restart(sink.name());
                audience.await(flow.size() * 3 / 6, LIMIT);
                sink.configure(SinkConfig.with(config, "tasks.max", "3", "max.in.flight.requests", "20"));
                audience.await(flow.size() * 4 / 6, LIMIT);
                sink.configure(SinkConfig.with(config, "tasks.max", "1"));

                Awaitility.await().atMost(LIMIT).until(pace::isDone);
                Verdict verdict = Verdict.of(
                        flow.expected(), audience.await(flow.size(), LIMIT).received());
                assertThat(verdict.missing()).isEmpty();
                assertThat(verdict.strangers()).isEmpty();
                assertThat(verdict.disorders()).isEmpty();
                sink.awaitRunning();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sourceSurvivesPauseResumeRestartAndReconfiguration(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        int users = 20;
        int perUser = 120;
        int port = Ports.free();
        String topic = stack.topic("lively-events", 4);
        try (Emulator emulator =
                Emulator.start(UnkindEmulator.options(12).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)))) {
            Map<String, String> config = SourceConfig.toTopic(emulator, port, topic);
            try (Stack.Connector source = stack.connector("lively-source", config);
                    Speakers speakers = Speakers.connect(emulator, SourceConfig.HUB, users);
                    Pace pace = Pace.start(perUser, STEP, number -> speakers.say(number, number + 1))) {
                speakers.awaitAnswers(users * perUser / 5, LIMIT);
                pauseAndResume(stack, source);
                speakers.awaitAnswers(users * perUser * 2 / 5, LIMIT);
                stack.rest().restart(source.name());
                speakers.awaitAnswers(users * perUser * 3 / 5, LIMIT);
                source.configure(SinkConfig.with(config, "handoff.max.events", "100"));

                Awaitility.await().atMost(LIMIT).until(pace::isDone);
                speakers.awaitAnswers(users * perUser, LIMIT);
                Verdict verdict = Verdict.of(
                        speakers.expected(perUser),
                        EventRecord.textsByUser(EventRecord.userEvents(stack.kafka(), topic)));
                assertThat(failures(emulator))
                        .as("events that the source refused for good")
                        .isEmpty();
                assertThat(verdict.missing()).isEmpty();
                assertThat(verdict.strangers()).isEmpty();
                assertThat(verdict.disorders()).isEmpty();
                source.awaitRunning();
            }
        }
    }

    /** How the events ended that were not answered 2xx in the end. */
    private static List<String> failures(Emulator emulator) {
        return emulator.upstream().recording().exchanges().stream()
                .filter(exchange -> !exchange.succeeded())
                .map(exchange -> exchange.type() + " after " + exchange.attempts() + " attempts: " + exchange.status()
                        + " " + exchange.failure())
                .toList();
    }

    private static void pauseAndResume(Stack stack, Stack.Connector connector) {
        stack.rest().pause(connector.name());
        stack.rest().awaitState(connector.name(), "PAUSED", LIMIT);
        stack.rest().awaitTasks(connector.name(), "PAUSED", LIMIT);
        stack.rest().resume(connector.name());
        connector.awaitRunning();
    }
}
