package io.github.kafkaconnect.webpubsub.source.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import io.github.kafkaconnect.webpubsub.source.config.EventTemplate;
import io.github.kafkaconnect.webpubsub.source.config.RecordMode;
import io.github.kafkaconnect.webpubsub.source.config.Sensitive;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventMapperTest {
    @Test
    void binaryModeKeepsTheDataAndPutsEveryAttributeIntoAStringHeader() {
        MappedRecord record = mapper(RecordMode.BINARY)
                .map("chat", event(Kind.MESSAGE, "hi", "socketid", "007", "connectionstate", "", "foo_bar", "x"));
        assertThat(record.topic()).isEqualTo("webpubsub.chat");
        assertThat(record.key()).isEqualTo("c1");
        assertThat(new String(record.value(), UTF_8)).isEqualTo("hi");
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

    @Test
    void anEmptyMessageIsNoTombstone() {
        assertThat(mapper(RecordMode.BINARY)
                        .map("chat", event(Kind.MESSAGE, ""))
                        .value())
                .isEmpty();
        assertThat(mapper(RecordMode.STRUCTURED)
                        .map("chat", event(Kind.MESSAGE, ""))
                        .value())
                .isNotEmpty();
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
        MappedRecord record =
                mapper(RecordMode.STRUCTURED).map("chat", event(Kind.MESSAGE, data, "datacontenttype", contentType));
        JsonNode envelope = new ObjectMapper().readTree(record.value());
        assertThat(envelope.get("id").asText()).isEqualTo("1");
        assertThat(envelope.get("connectionid").asText()).isEqualTo("c1");
        new ObjectMapper().readTree(expected).properties().forEach(field -> assertThat(envelope.get(field.getKey()))
                .isEqualTo(field.getValue()));
        assertThat(headers(record)).containsEntry("content-type", "application/cloudevents+json");
    }

    @Test
    void textThatIsNotUtf8StaysWholeInStructuredMode() throws IOException {
        UpstreamEvent event = event(Kind.MESSAGE, "");
        UpstreamEvent bytes =
                new UpstreamEvent(event.kind(), event.attributes(), event.headers(), new byte[] {(byte) 0xFF, 0});
        JsonNode envelope = new ObjectMapper()
                .readTree(mapper(RecordMode.STRUCTURED).map("chat", bytes).value());
        assertThat(envelope.get("data_base64").binaryValue()).containsExactly(0xFF, 0);
    }

    @Test
    void sizeCountsHeadersKeyAndValue() {
        EventMapper mapper = new EventMapper(records(RecordMode.BINARY, "webpubsub.${hub}", 2_000, Sensitive.DROP));
        assertThat(mapper.map("chat", event(Kind.MESSAGE, "x".repeat(1_000))).bytes())
                .isBetween(1_300, 2_000);
        assertThatThrownBy(() -> mapper.map("chat", event(Kind.MESSAGE, "x".repeat(2_000))))
                .hasMessageContaining("WPS-4004")
                .hasMessageContaining("record.max.bytes=2000");
        assertThatThrownBy(() -> mapper.map("chat", event(Kind.MESSAGE, "", "socketid", "x".repeat(2_000))))
                .hasMessageContaining("WPS-4004");
    }

    @Test
    void topicsOfClientsMakingAreLegalAndCounted() {
        EventMapper mapper = new EventMapper(records(RecordMode.BINARY, "t.${event}", 900_000, Sensitive.DROP));
        assertThat(topic(mapper, "order")).isEqualTo("t.order");
        assertThat(topic(mapper, "a/b")).isEqualTo("fallback");
        assertThat(topic(mapper, "x".repeat(300))).isEqualTo("fallback");
        assertThat(topic(mapper, "two")).isEqualTo("t.two");
        assertThat(topic(mapper, "three")).isEqualTo("fallback");
        assertThat(topic(mapper, "order")).isEqualTo("t.order");
    }

    @Test
    void credentialsOfConnectStayOutUnlessKept() {
        String body =
                "{\"query\":{\"access_token\":[\"ey\"]},\"headers\":{\"Authorization\":[\"B\"],\"Host\":[\"h\"]}}";
        MappedRecord dropped = mapper(RecordMode.BINARY).map("chat", event(Kind.CONNECT, body));
        assertThat(new String(dropped.value(), UTF_8)).isEqualTo("{\"query\":{},\"headers\":{\"Host\":[\"h\"]}}");
        EventMapper keeping = new EventMapper(records(RecordMode.BINARY, "t", 900_000, Sensitive.KEEP));
        assertThat(new String(keeping.map("chat", event(Kind.CONNECT, body)).value(), UTF_8))
                .isEqualTo(body);
        assertThatThrownBy(() -> mapper(RecordMode.BINARY).map("chat", event(Kind.CONNECT, "token")))
                .hasMessageContaining("WPS-4002")
                .hasMessageNotContaining("token\"");
    }

    @Test
    void anEmptyKeyIsNoKey() {
        SourceConfig.Records config = new SourceConfig.Records(
                EventTemplate.parse("t", EventTemplate.TOPIC_NAMES),
                "fallback",
                2,
                EventTemplate.parse("${userid}", EventTemplate.KEY_NAMES),
                RecordMode.BINARY,
                900_000,
                Sensitive.DROP);
        assertThat(new EventMapper(config).map("chat", event(Kind.MESSAGE, "x")).key())
                .isNull();
    }

    private static String topic(EventMapper mapper, String eventName) {
        return mapper.map("chat", event(Kind.CUSTOM, "", "eventname", eventName))
                .topic();
    }

    private static EventMapper mapper(RecordMode mode) {
        return new EventMapper(records(mode, "webpubsub.${hub}", 900_000, Sensitive.DROP));
    }

    private static SourceConfig.Records records(RecordMode mode, String topic, int maxBytes, Sensitive sensitive) {
        return new SourceConfig.Records(
                EventTemplate.parse(topic, EventTemplate.TOPIC_NAMES),
                "fallback",
                2,
                EventTemplate.parse("${connectionid}", EventTemplate.KEY_NAMES),
                mode,
                maxBytes,
                sensitive);
    }

    private static UpstreamEvent event(Kind kind, String data, String... more) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", "1");
        attributes.put("source", "/hubs/chat/client/c1");
        attributes.put("type", "azure.webpubsub.user.message");
        attributes.put("time", "2026-03-04T05:06:07Z");
        attributes.put("hub", "CHAT");
        attributes.put("connectionid", "c1");
        attributes.put("eventname", "message");
        attributes.put("datacontenttype", "text/plain");
        for (int i = 0; i < more.length; i += 2) {
            attributes.put(more[i], more[i + 1]);
        }
        return new UpstreamEvent(kind, attributes, Map.of("mqtt-room", "r"), data.getBytes(UTF_8));
    }

    private static Map<String, Object> headers(MappedRecord record) {
        Map<String, Object> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return headers;
    }
}
