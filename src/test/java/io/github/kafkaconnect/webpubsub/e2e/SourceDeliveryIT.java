package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events of live clients land in Kafka as they were sent, in the order of their connection. */
@ExtendWith(SharedStacks.Provider.class)
class SourceDeliveryIT {

    private static final int USERS = 100;
    private static final int PER_USER = 100;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @ParameterizedTest
    @EnumSource
    void tenThousandClientEventsLandInKafkaExactlyAndInOrder(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        int port = Ports.free();
        String topic = stack.topic("events", 4);
        try (Emulator emulator = Emulator.start(
                        UnkindEmulator.options(7).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port)));
                Stack.Connector source = stack.connector("source", SourceConfig.toTopic(emulator, port, topic));
                Speakers speakers = Speakers.connect(emulator, SourceConfig.HUB, USERS)) {
            speakers.say(0, PER_USER);
            speakers.awaitAnswers(USERS * PER_USER, LIMIT);

            List<EventRecord> events = EventRecord.userEvents(stack.kafka(), topic);
            Verdict verdict = Verdict.of(speakers.expected(PER_USER), EventRecord.textsByUser(events));
            assertThat(verdict.missing()).as("lost by %s", source.name()).isEmpty();
            assertThat(verdict.strangers())
                    .as("changed, or under the wrong user")
                    .isEmpty();
            assertThat(verdict.disorders())
                    .as("out of order within their connection")
                    .isEmpty();
            assertThat(verdict.copies())
                    .as("written more than once without need")
                    .isZero();
            requireRightAttributes(events, speakers.connectionIdsByUser());
        }
    }

    private static void requireRightAttributes(List<EventRecord> events, Map<String, String> connectionIdsByUser) {
        assertThat(events).extracting(EventRecord::id).doesNotHaveDuplicates();
        assertThat(events).allSatisfy(event -> {
            String connectionId = connectionIdsByUser.getOrDefault(event.attribute("ce_userid"), "none");
            assertThat(event.key()).isEqualTo(connectionId);
            assertThat(event.attributes())
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_hub", SourceConfig.HUB)
                    .containsEntry("ce_connectionid", connectionId)
                    .containsEntry("ce_eventname", Speakers.EVENT)
                    .containsEntry("ce_source", "/hubs/" + SourceConfig.HUB + "/client/" + connectionId)
                    .containsEntry("content-type", "text/plain")
                    .containsKeys("ce_id", "ce_time")
                    .doesNotContainKey("ce_signature");
        });
    }
}
