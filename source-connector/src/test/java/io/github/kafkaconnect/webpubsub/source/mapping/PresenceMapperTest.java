package io.github.kafkaconnect.webpubsub.source.mapping;

import static io.github.kafkaconnect.webpubsub.source.mapping.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import io.github.kafkaconnect.webpubsub.source.config.RecordSettings;
import java.io.IOException;
import java.util.Objects;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PresenceMapperTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPECTED =
            "{\"hub\":\"chat\",\"connectionId\":\"c1\",\"userId\":\"an\\\"n ü\",\"sessionId\":\"s1\",\"time\":\"2026-03-04T05:06:07Z\","
                    + "\"eventId\":\"1\"}";

    /** One converter writes the values of all topics of a connector. */
    @ParameterizedTest
    @CsvSource({
        "binary, bytes, bytes",
        "binary, text, text",
        "binary, text, json",
        "binary, json, json",
        "structured, bytes, bytes",
        "struct, bytes, json",
        "struct, text, json-with-schemas"
    })
    void whoeverIsOnlineIsShownInAFormThatTheEventsConverterWrites(String mode, String data, String converter)
            throws IOException {
        PresenceMapper mapper =
                mapper("record.mode", mode, "record.data", data, "value.converter", RecordFormIT.name(converter));
        Converter writing = RecordFormIT.converter(converter);
        MappedRecord online = record(mapper, Kind.CONNECTED);
        byte[] written = writing.fromConnectData(online.topic(), online.valueSchema(), online.value());
        assertThat(online.topic()).isEqualTo("online.chat");
        assertThat(online.key()).isEqualTo("c1");
        assertThat(online.timestamp()).isEqualTo(Samples.TIME_MS);
        assertThat(written.length).isLessThanOrEqualTo(online.bytes());
        assertThat(json(written)).isEqualTo(JSON.readTree(EXPECTED));

        MappedRecord offline = record(mapper, Kind.DISCONNECTED);
        assertThat(offline.key()).isEqualTo("c1");
        assertThat(writing.fromConnectData(offline.topic(), offline.valueSchema(), offline.value()))
                .as("a tombstone")
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CONNECTED", "DISCONNECTED"},
            mode = EnumSource.Mode.EXCLUDE)
    void otherEventsSayNothing(Kind kind) {
        assertThat(mapper().map("chat", event(kind, "{}"))).isNull();
    }

    @Test
    void aPresenceRecordHasALimitToo() {
        UpstreamEvent event = event(Kind.CONNECTED, "{}", "userid", "x".repeat(2_000));
        assertThatThrownBy(() -> mapper("record.max.bytes", "2000").map("chat", event))
                .hasMessageContaining("WPS-4004");
    }

    @Test
    void clientsCannotWriteToThePresenceTopic() {
        EventMapper events = Samples.mapper("topic", "t.${event}", "presence.topic", "t.online.${hub}");
        assertThat(events.map("chat", event(Kind.CUSTOM, "", "eventname", "online.chat"))
                        .topic())
                .isEqualTo("webpubsub.events");
    }

    static PresenceMapper mapper(String... options) {
        RecordSettings settings = Samples.settings(options);
        RecordSettings.Presence presence =
                Samples.settings("presence.topic", "online.${hub}").presence();
        return new PresenceMapper(settings, Objects.requireNonNull(presence).topic(), () -> Samples.TIME_MS);
    }

    static MappedRecord record(PresenceMapper mapper, Kind kind) {
        UpstreamEvent event = event(kind, "{}", "userid", "an\"n ü", "sessionid", "s1");
        return Objects.requireNonNull(mapper.map("chat", event)).record();
    }

    /** Without the schema, without what is null, and without the quotes of a text. */
    private static JsonNode json(byte[] written) throws IOException {
        JsonNode node = JSON.readTree(written);
        JsonNode payload = node.has("payload") ? node.get("payload") : node;
        if (payload.isTextual()) {
            return JSON.readTree(payload.asText());
        }
        payload.properties().removeIf(field -> field.getValue().isNull());
        return payload;
    }
}
