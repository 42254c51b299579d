package io.github.kafkaconnect.webpubsub.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The examples with Kafka Streams do what they say, on Kafka's own driver of topologies. */
@Tag("side-by-side")
class StreamsIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void everyMessageIsRepliedToWhereItIsWaitedFor() {
        try (TopologyTestDriver driver = driver(ReplyingStream.topology("events"))) {
            TestInputTopic<String, String> events =
                    driver.createInputTopic("events", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, String> replies =
                    driver.createOutputTopic("replies", new StringDeserializer(), new StringDeserializer());
            Headers asked = new RecordHeaders()
                    .add("webpubsub-correlation-id", "i-1".getBytes(UTF_8))
                    .add("webpubsub-reply-topic", "replies".getBytes(UTF_8))
                    .add("webpubsub-reply-partition", "0".getBytes(UTF_8));

            events.pipeInput(new TestRecord<>("c1", "hello", asked));
            events.pipeInput(new TestRecord<>("c1", "nobody asks", new RecordHeaders()));

            TestRecord<String, String> reply = replies.readRecord();
            assertThat(reply.key()).isEqualTo("i-1");
            assertThat(reply.value()).isEqualTo("HELLO");
            assertThat(reply.headers().lastHeader("content-type").value()).isEqualTo("text/plain".getBytes(UTF_8));
            assertThat(replies.isEmpty()).isTrue();
        }
    }

    @Test
    void usersAreOnlineWhileTheyHaveConnections() {
        try (TopologyTestDriver driver = driver(PresenceTables.topology("presence", "users"))) {
            TestInputTopic<String, String> presence =
                    driver.createInputTopic("presence", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, String> users =
                    driver.createOutputTopic("users", new StringDeserializer(), new StringDeserializer());

            presence.pipeInput("c1", "{\"userId\":\"ann\"}");
            presence.pipeInput("c2", "{\"userId\":\"ann\"}");
            presence.pipeInput(new TestRecord<>("c1", null));
            presence.pipeInput(new TestRecord<>("c2", null));

            assertThat(users.readKeyValuesToList())
                    .isEqualTo(List.of(
                            KeyValue.pair("ann", "1"),
                            KeyValue.pair("ann", "2"),
                            KeyValue.pair("ann", "1"),
                            KeyValue.pair("ann", null)));
        }
    }

    @Test
    void aConnectionWhoseEndWasLostEndsAfterADay() {
        try (TopologyTestDriver driver = driver(PresenceTables.topology("presence", "users"))) {
            TestInputTopic<String, String> presence = driver.createInputTopic(
                    "presence", new StringSerializer(), new StringSerializer(), START, Duration.ZERO);
            TestOutputTopic<String, String> users =
                    driver.createOutputTopic("users", new StringDeserializer(), new StringDeserializer());
            presence.pipeInput("c1", "{\"userId\":\"ann\"}");

            driver.advanceWallClockTime(Duration.ofHours(23));
            assertThat(users.readKeyValuesToList()).hasSize(1);
            driver.advanceWallClockTime(Duration.ofHours(2));

            assertThat(users.readKeyValuesToList()).isEqualTo(List.of(KeyValue.pair("ann", null)));
        }
    }

    @Test
    void groupsHaveTheConnectionsThatJoinedAndNeitherLeftNorEnded() {
        try (TopologyTestDriver driver = driver(GroupTables.topology("events", "presence", "groups"))) {
            TestInputTopic<String, String> events =
                    driver.createInputTopic("events", new StringSerializer(), new StringSerializer());
            TestInputTopic<String, String> presence =
                    driver.createInputTopic("presence", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, String> groups =
                    driver.createOutputTopic("groups", new StringDeserializer(), new StringDeserializer());

            presence.pipeInput("c1", "{\"userId\":\"ann\"}");
            events.pipeInput(groupEvent("c1", "joined", "room 1"));
            events.pipeInput(groupEvent("c1", "joined", "room 1 b"));
            events.pipeInput(groupEvent("c2", "joined", "room 1"));
            events.pipeInput(groupEvent("c10", "joined", "room 1"));
            events.pipeInput(new TestRecord<>("c1", "hello", new RecordHeaders()));
            assertThat(groups.readKeyValuesToMap()).isEqualTo(Map.of("room 1", "3", "room 1 b", "1"));

            // The service may say the same twice.
            events.pipeInput(groupEvent("c2", "joined", "room 1"));
            events.pipeInput(groupEvent("c2", "left", "room 1"));
            events.pipeInput(groupEvent("c2", "left", "room 1"));
            assertThat(groups.readKeyValuesToMap()).isEqualTo(Map.of("room 1", "2"));

            presence.pipeInput(new TestRecord<>("c1", null));
            assertThat(groups.readKeyValuesToList())
                    .containsExactlyInAnyOrder(KeyValue.pair("room 1", "1"), KeyValue.pair("room 1 b", null));
        }
    }

    @Test
    void aMembershipWhoseEndWasLostEndsAfterADay() {
        try (TopologyTestDriver driver = driver(GroupTables.topology("events", "presence", "groups"))) {
            TestInputTopic<String, String> events = driver.createInputTopic(
                    "events", new StringSerializer(), new StringSerializer(), START, Duration.ZERO);
            TestOutputTopic<String, String> groups =
                    driver.createOutputTopic("groups", new StringDeserializer(), new StringDeserializer());
            events.pipeInput(groupEvent("c1", "joined", "room"));

            driver.advanceWallClockTime(Duration.ofHours(23));
            assertThat(groups.readKeyValuesToList()).isEqualTo(List.of(KeyValue.pair("room", "1")));
            driver.advanceWallClockTime(Duration.ofHours(2));

            assertThat(groups.readKeyValuesToList()).isEqualTo(List.of(KeyValue.pair("room", null)));
        }
    }

    /** As the source writes it in its binary form. */
    private static TestRecord<String, String> groupEvent(String connection, String what, String group) {
        Headers headers = new RecordHeaders().add("ce_type", ("azure.webpubsub.gp." + what).getBytes(UTF_8));
        return new TestRecord<>(connection, "{\"group\":\"" + group + "\"}", headers);
    }

    private static TopologyTestDriver driver(Topology topology) {
        Properties settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "unused:1");
        return new TopologyTestDriver(topology, settings, START);
    }
}
