package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.upstream.EventRecording;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SIGKILL for the worker in mid-flow, then a new start: records are repeated only from the last commit on, and no event
 * that was answered 2xx is missing.
 */
@ExtendWith(SharedStacks.Provider.class)
class WorkerKillIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(50);

    /** The sink asks for a commit every 250 ms; what was delivered so long before the kill must be committed. */
    private static final Duration COMMITTED_AFTER = Duration.ofMillis(2_500);

    @ParameterizedTest
    @EnumSource
    void recordsAreRepeatedFromTheLastCommitOnAndNoneIsLost(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        Flow flow = Flow.toAwkwardNames(40, 150);
        String topic = stack.topic("killed", 4);
        try (Emulator emulator = UnkindEmulator.start(5);
                Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, flow.targets());
                Stack.Connector sink = stack.connector(
                        "killed-sink",
                        SinkConfig.with(
                                SinkConfig.toGroupOfKey(emulator, topic),
                                "commit.interval.ms",
                                "250",
                                "tasks.max",
                                "2"));
                Pace pace = Pace.start(
                        flow.perTarget(), STEP, number -> flow.write(stack.kafka(), topic, number, number + 1))) {
            audience.await(flow.size() * 3 / 5, LIMIT);
            stack.worker().kill();
            long killedNanos = System.nanoTime();
            Map<TopicPartition, Long> committed = stack.kafka().committed("connect-" + sink.name());
            stack.worker().start();

            Awaitility.await().atMost(LIMIT).until(pace::isDone);
            Verdict verdict = Verdict.of(
                    flow.expected(), audience.await(flow.size(), LIMIT).received());
            assertThat(verdict.missing()).isEmpty();
            assertThat(verdict.strangers()).isEmpty();
            assertThat(verdict.disorders()).isEmpty();

            Set<String> done = textsBelow(stack.kafka().readAll(topic), committed);
            assertThat(audience.copied()).as("committed, yet sent again").doesNotContainAnyElementsOf(done);
            assertThat(done)
                    .as("delivered long before the kill, yet not committed")
                    .containsAll(audience.arrivedBefore(killedNanos - COMMITTED_AFTER.toNanos()));
        }
    }

    private static Set<String> textsBelow(
            List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> committed) {
        return records.stream()
                .filter(record -> record.offset()
                        < committed.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L))
                .map(record -> new String(record.value(), UTF_8))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void everyEventThatWasAnswered2xxIsInKafka(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        int users = 20;
        int perUser = 120;
        int port = Ports.free();
        String topic = stack.topic("killed-events", 4);
        try (Emulator emulator = Emulator.start(
                        UnkindEmulator.options(6).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)));
                Stack.Connector source = stack.connector("killed-source", SourceConfig.toTopic(emulator, port, topic));
                Speakers speakers = Speakers.connect(emulator, SourceConfig.HUB, users);
                Pace pace = Pace.start(perUser, STEP, number -> speakers.say(number, number + 1))) {
            speakers.awaitAnswers(users * perUser / 3, LIMIT);
            stack.worker().kill();
            stack.worker().start();
            Awaitility.await().atMost(LIMIT).until(pace::isDone);
            speakers.awaitAnswers(users * perUser, LIMIT);

            List<EventRecord> events = EventRecord.userEvents(stack.kafka(), topic);
            Set<EventRecord.Id> written =
                    events.stream().map(EventRecord::id).collect(Collectors.toCollection(HashSet::new));
            EventRecording recording = emulator.upstream().recording();
            assertThat(recording.forgotten()).isZero();
            assertThat(written)
                    .as("answered 2xx, but not written by %s", source.name())
                    .containsAll(userEventsAnswered2xx(recording));
            Verdict verdict = Verdict.of(speakers.expected(perUser), EventRecord.textsByUser(events));
            assertThat(verdict.disorders()).isEmpty();
            assertThat(verdict.strangers()).isEmpty();
            // A connection has one event under way: that one may have been written, but not answered, before the kill.
            assertThat(verdict.copies()).isLessThanOrEqualTo(users);
            assertThat(verdict.missing())
                    .as("lost although the service tried again for 9 s")
                    .isEmpty();
        }
    }

    private static List<EventRecord.Id> userEventsAnswered2xx(EventRecording recording) {
        return recording.exchanges().stream()
                .filter(exchange -> exchange.type().equals("azure.webpubsub.user." + Speakers.EVENT))
                .filter(EventRecording.Exchange::succeeded)
                .map(exchange -> new EventRecord.Id(exchange.connectionId(), exchange.ceId()))
                .toList();
    }
}
