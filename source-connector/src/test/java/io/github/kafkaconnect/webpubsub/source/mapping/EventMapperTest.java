package io.github.kafkaconnect.webpubsub.source.mapping;

import static io.github.kafkaconnect.webpubsub.source.mapping.Samples.event;
import static io.github.kafkaconnect.webpubsub.source.mapping.Samples.headers;
import static io.github.kafkaconnect.webpubsub.source.mapping.Samples.mapper;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventMapperTest {
    @Test
    void binaryModeKeepsTheDataAndPutsEveryAttributeIntoAStringHeader() {
        MappedRecord record = mapper().map(
                        "chat", event(Kind.MESSAGE, "hi", "socketid", "007", "connectionstate", "", "foo_bar", "x"));
        assertThat(record.topic()).isEqualTo("webpubsub.chat");
        assertThat(record.key()).isEqualTo("c1");
        assertThat(text(record)).isEqualTo("hi");
        for (Header header : record.headers()) {
            assertThat(header.schema()).as(header.key()).isEqualTo(Schema.STRING_SCHEMA);
        }
        assertThat(headers(record))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", "1")
                .containsEntry("ce_source", "/hubs/chat/client/c1")
                .containsEntry("ce_type", "azure.webpubsub.user.message")
                .containsEntry("ce_time", "2026-03-04T05:06:07Z")
                .containsEntry("ce_hub", "CHAT")
                .containsEntry("ce_connectionid", "c1")
                .containsEntry("ce_eventname", "message")
                .containsEntry("ce_socketid", "007")
                .containsEntry("ce_connectionstate", "")
                .containsEntry("ce_foo_bar", "x")
                .containsEntry("content-type", "text/plain")
                .containsEntry("mqtt-room", "r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured"})
    void anEmptyMessageIsNoTombstone(String mode) {
        assertThat(mapper("record.mode", mode)
                        .map("chat", event(Kind.MESSAGE, ""))
                        .value())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\"a\":1}|{\"data\":{\"a\":1}}",
                "application/json; charset=utf-8|\"x\"|{\"data\":\"x\"}",
                "application/json|1},\"id\":\"forged\",\"x\":{\"y\":2|{\"data_base64\":\"MX0sImlkIjoiZm9yZ2VkIiwieCI6eyJ5Ijoy\"}",
                "application/json|1 2|{\"data_base64\":\"MSAy\"}",
                "text/plain|say \"ü\"|{\"data\":\"say \\\"ü\\\"\"}",
                "application/octet-stream|AB|{\"data_base64\":\"QUI=\"}"
            })
    void structuredModeHoldsDataSoThatNobodyBreaksOut(String contentType, String data, String expected)
            throws IOException {
        MappedRecord record = mapper("record.mode", "structured")
                .map("chat", event(Kind.MESSAGE, data, "datacontenttype", contentType));
        JsonNode envelope = new ObjectMapper().readTree(text(record));
        assertThat(envelope.get("id").asText()).isEqualTo("1");
        assertThat(envelope.get("connectionid").asText()).isEqualTo("c1");
        new ObjectMapper().readTree(expected).properties().forEach(field -> assertThat(envelope.get(field.getKey()))
                .isEqualTo(field.getValue()));
        assertThat(headers(record)).containsEntry("content-type", "application/cloudevents+json");
    }

    @Test
    void textThatIsNotUtf8StaysWholeInStructuredMode() throws IOException {
        MappedRecord record =
                mapper("record.mode", "structured").map("chat", event(Kind.MESSAGE, new byte[] {(byte) 0xFF, 0}));
        JsonNode envelope = new ObjectMapper().readTree(text(record));
        assertThat(envelope.get("data_base64").binaryValue()).containsExactly(0xFF, 0);
    }

    @Test
    void sizeCountsHeadersKeyAndValue() {
        EventMapper mapper = mapper("record.max.bytes", "2000");
        assertThat(mapper.map("chat", event(Kind.MESSAGE, "x".repeat(1_000))).bytes())
                .isBetween(1_300, 2_000);
        assertThatThrownBy(() -> mapper.map("chat", event(Kind.MESSAGE, "x".repeat(2_000))))
                .hasMessageContaining("WPS-4004")
                .hasMessageContaining("record.max.bytes=2000");
        assertThatThrownBy(() -> mapper.map("chat", event(Kind.MESSAGE, "", "socketid", "x".repeat(2_000))))
                .hasMessageContaining("WPS-4004");
    }

    @Test
    void headersOfAQuestionCountAsWell() {
        EventMapper mapper = mapper("record.max.bytes", "2000");
        Map<String, String> more = Map.of("webpubsub-correlation-id", "x".repeat(800));
        MappedRecord record = mapper.map("chat", event(Kind.MESSAGE, "x"), more);
        assertThat(headers(record)).containsAllEntriesOf(more);
        assertThat(record.bytes())
                .isGreaterThanOrEqualTo(
                        mapper.map("chat", event(Kind.MESSAGE, "x")).bytes() + 824);
        assertThatThrownBy(() -> mapper.map("chat", event(Kind.MESSAGE, "x".repeat(900)), more))
                .hasMessageContaining("WPS-4004");
        assertThat(mapper.map("chat", event(Kind.MESSAGE, "x".repeat(900))).bytes())
                .isLessThanOrEqualTo(2_000);
    }

    @Test
    void topicsOfClientsMakingAreLegalAndCounted() {
        EventMapper mapper = mapper("topic", "t.${event}", "topics.max", "2");
        assertThat(topic(mapper, "order")).isEqualTo("t.order");
        assertThat(topic(mapper, "a/b")).isEqualTo("webpubsub.events");
        assertThat(topic(mapper, "x".repeat(300))).isEqualTo("webpubsub.events");
        assertThat(topic(mapper, "two")).isEqualTo("t.two");
        assertThat(topic(mapper, "three")).isEqualTo("webpubsub.events");
        assertThat(topic(mapper, "order")).isEqualTo("t.order");
    }

    @Test
    void clientsCannotReplyToThemselves() {
        EventMapper mapper = mapper(
                "topic", "${event}", "reply.topic", "replies", "reply.consumer.bootstrap.servers", "127.0.0.1:1");
        assertThat(topic(mapper, "order")).isEqualTo("order");
        assertThat(topic(mapper, "replies")).isEqualTo("webpubsub.events");
    }

    @Test
    void everyKindMayHaveATopicOfItsOwn() {
        EventMapper mapper = mapper(
                "topic", "rest", "topic.connect", "doors.${hub}", "topic.custom", "c.${event}", "topics.max", "2");
        assertThat(mapper.map("chat", event(Kind.CONNECT, "{}")).topic()).isEqualTo("doors.chat");
        assertThat(mapper.map("chat", event(Kind.MESSAGE, "")).topic()).isEqualTo("rest");
        assertThat(topic(mapper, "order")).as("one too many for the task").isEqualTo("webpubsub.events");
    }

    @Test
    void headersMayBeAddedAndAreTexts() {
        MappedRecord record = mapper("record.headers", "tenant=${hub}, who=<${userid}>, none=${sessionid}, x=1=2")
                .map("chat", event(Kind.MESSAGE, "x", "userid", "007"));
        assertThat(headers(record))
                .containsEntry("tenant", "chat")
                .containsEntry("who", "<007>")
                .containsEntry("x", "1=2")
                .doesNotContainKey("none");
        assertThat(record.headers()).allMatch(header -> header.schema().equals(Schema.STRING_SCHEMA));
    }

    @Test
    void credentialsOfConnectStayOutUnlessKept() {
        String body =
                "{\"query\":{\"access_token\":[\"ey\"]},\"headers\":{\"Authorization\":[\"B\"],\"Host\":[\"h\"]}}";
        assertThat(text(mapper().map("chat", event(Kind.CONNECT, body))))
                .isEqualTo("{\"query\":{},\"headers\":{\"Host\":[\"h\"]}}");
        assertThat(text(mapper("record.sensitive", "keep").map("chat", event(Kind.CONNECT, body))))
                .isEqualTo(body);
        assertThatThrownBy(() -> mapper().map("chat", event(Kind.CONNECT, "token")))
                .hasMessageContaining("WPS-4002")
                .hasMessageNotContaining("token\"");
    }

    @Test
    void anEmptyKeyIsNoKey() {
        assertThat(mapper("record.key", "${userid}")
                        .map("chat", event(Kind.MESSAGE, "x"))
                        .key())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured"})
    void theTimeStampIsTheEventsTime(String mode) {
        assertThat(mapper("record.mode", mode)
                        .map("chat", event(Kind.MESSAGE, "x"))
                        .timestamp())
                .isEqualTo(Samples.TIME_MS);
        assertThat(mapper("record.mode", mode, "record.timestamp", "false")
                        .map("chat", event(Kind.MESSAGE, "x"))
                        .timestamp())
                .isNull();
    }

    @Test
    void timesThatKafkaWouldRefuseAreLeftToItsOwnClock() {
        assertThat(timestamp("2026-03-04T06:06:07.5+01:00")).isEqualTo(Samples.TIME_MS + 500);
        assertThat(timestamp("2026-03-04T05:07:08Z")).isEqualTo(Samples.TIME_MS + 61_000);
        assertThat(timestamp("2026-03-04T05:07:08.001Z")).isNull();
        assertThat(timestamp("9999-12-31T23:59:59Z")).isNull();
        assertThat(timestamp("1969-12-31T23:59:59Z")).isNull();
        assertThat(timestamp("1970-01-01T00:00:00Z")).isZero();
        assertThatThrownBy(() -> timestamp("+999999999-12-31T23:59:59Z")).hasMessageContaining("WPS-4002 ce-time");
        assertThatThrownBy(() -> timestamp("-999999999-12-31T23:59:59Z")).hasMessageContaining("WPS-4002 ce-time");
    }

    @Test
    void anEventWithoutTimeGetsThatOfWriting() {
        assertThat(RecordTime.of(null, Instant.now().toEpochMilli())).isNull();
    }

    private static @Nullable Long timestamp(String time) {
        return mapper().map("chat", event(Kind.MESSAGE, "x", "time", time)).timestamp();
    }

    private static String topic(EventMapper mapper, String eventName) {
        return mapper.map("chat", event(Kind.CUSTOM, "", "eventname", eventName))
                .topic();
    }

    private static String text(MappedRecord record) {
        return new String((byte[]) record.value(), UTF_8);
    }
}
