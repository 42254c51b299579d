package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker with exactly-once support acknowledges records at the end of a transaction, from a map of records: what many clients say
 * alike at the same time must not become one of them, with the others unanswered.
 */
@ExtendWith(SharedStacks.Provider.class)
class ExactlyOnceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int USERS = 50;
    private static final int PER_USER = 40;
    private static final String TEXT = "the same";

    @ParameterizedTest
    @EnumSource
    void equalEventsOfOneTransactionAreEachWrittenOnceAndAnswered(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        String name = Stack.uniqueName("once");
        String topic = stack.topic("once-events", 1);
        int port = Ports.free();
        try (ConnectWorker worker = new ConnectWorker(settings(version, stack, name)).start();
                Emulator emulator = Emulator.start(
                        UnkindEmulator.options(22).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)))) {
            worker.rest()
                    .put(
                            name,
                            SinkConfig.with(
                                    SourceConfig.toTopic(emulator, port, topic),
                                    // One key: nothing but the events' own headers tells records apart.
                                    "record.key",
                                    "all",
                                    "topic.connect",
                                    topic + "-others",
                                    "topic.connected",
                                    topic + "-others",
                                    "topic.disconnected",
                                    topic + "-others"));
            worker.rest().awaitRunning(name, Stack.RUNNING_LIMIT);
            try (Speakers speakers = Speakers.connect(emulator, SourceConfig.HUB, USERS)) {
                for (int number = 1; number <= PER_USER; number++) {
                    speakers.sayTheSame(TEXT, number);
                }
                speakers.awaitAnswers(USERS * PER_USER, LIMIT);
                assertThat(speakers.answers()).as("answered").isEqualTo(USERS * PER_USER);
            }
            requireEachOnce(stack, topic);
            worker.rest().awaitRunning(name, Stack.RUNNING_LIMIT);
        }
    }

    private static void requireEachOnce(Stack stack, String topic) {
        List<EventRecord> events = EventRecord.userEvents(stack.kafka(), topic);
        assertThat(events).hasSize(USERS * PER_USER).allMatch(event -> event.text()
                .equals(TEXT));
        assertThat(events).extracting(EventRecord::id).doesNotHaveDuplicates();
        List<ConsumerRecord<byte[], byte[]>> records = stack.kafka().readAll(topic);
        long markers = records.get(records.size() - 1).offset() + 1 - records.size();
        assertThat(markers)
                .as("transactions, which leave a marker each: several events share one")
                .isBetween(1L, USERS * PER_USER / 2L);
    }

    private static ConnectWorker.Settings settings(KafkaVersion version, Stack stack, String group) {
        return ConnectWorker.Settings.small(version, stack.bootstrapServers())
                .group(group + "-workers")
                .properties(Map.of("exactly.once.source.support", "enabled"));
    }
}
