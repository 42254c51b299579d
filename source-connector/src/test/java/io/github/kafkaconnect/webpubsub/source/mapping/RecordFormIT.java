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
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.StringConverter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the worker's converters make of each form, and that none of them writes more than was counted. */
class RecordFormIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS = 2_000;

    @ParameterizedTest
    @CsvSource({
        "binary, bytes, bytes",
        "binary, bytes, json",
        "binary, bytes, json-with-schemas",
        "binary, text, text",
        "binary, text, json",
        "binary, text, json-with-schemas",
        "binary, json, json",
        "binary, json, json-with-schemas",
        "structured, bytes, bytes",
        "structured, bytes, json-with-schemas",
        "struct, bytes, json",
        "struct, bytes, json-with-schemas",
        "struct, text, json",
        "struct, text, json-with-schemas",
        "struct, json, json",
        "struct, json, json-with-schemas"
    })
    void noConverterRefusesARecordOrWritesMoreThanWasCounted(String mode, String data, String converter) {
        Converter writing = converter(converter);
        EventMapper mapper = mapper("record.mode", mode, "record.data", data, "value.converter", name(converter));
        Random random = new Random(20261127);
        for (int i = 0; i < EVENTS; i++) {
            MappedRecord record = mapper.map("chat", RandomEvents.next(random));
            byte[] written = writing.fromConnectData(record.topic(), record.valueSchema(), record.value());
            assertThat(written).as("no event is a deletion").isNotNull();
            assertThat(written.length + RandomEvents.lengthOf(record.headers()))
                    .as("%s", record.value())
                    .isLessThanOrEqualTo(record.bytes());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain|hi \"ü\"|hi \"ü\"|",
                "application/json|{\"a\":1}|{\"a\":1}|",
                "application/octet-stream|hi|hi|",
                "text/plain|''|''|"
            })
    void textIsTheDataAsItCame(String contentType, String data, String expected) {
        MappedRecord record =
                mapper("record.data", "text").map("chat", event(Kind.MESSAGE, data, "datacontenttype", contentType));
        assertThat(record.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(record.value()).isEqualTo(expected);
        assertThat(headers(record)).doesNotContainKey("data-encoding");
    }

    @Test
    void textThatIsNotUtf8IsInBase64AndMarkedSo() {
        MappedRecord record =
                mapper("record.data", "text").map("chat", event(Kind.MESSAGE, new byte[] {(byte) 0xFF, 0}));
        assertThat(record.value()).isEqualTo("/wA=");
        assertThat(headers(record)).containsEntry("data-encoding", "base64");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\"a\":[1,2.5,null,true,\"ü\"]}|{\"a\":[1,2.5,null,true,\"ü\"]}|",
                "application/json|9007199254740993|9007199254740993|",
                "application/json|18446744073709551616|1.8446744073709552E19|",
                "application/json|\"x\"|\"x\"|",
                "text/plain|say \"hi\"|\"say \\\"hi\\\"\"|",
                "text/plain|null|\"null\"|",
                "application/json|null|\"bnVsbA==\"|base64",
                "application/json|1 2|\"MSAy\"|base64",
                "application/json|''|\"\"|base64",
                "application/json|1e999|\"MWU5OTk=\"|base64",
                "application/json|\"\\ud800\"|\"Ilx1ZDgwMCI=\"|base64",
                "application/octet-stream|AB|\"QUI=\"|base64"
            })
    void jsonIsAValueAndAllElseAText(String contentType, String data, String expected, String encoding)
            throws IOException {
        MappedRecord record =
                mapper("record.data", "json").map("chat", event(Kind.MESSAGE, data, "datacontenttype", contentType));
        assertThat(record.valueSchema()).isNull();
        JsonNode written =
                JSON.readTree(converter("json").fromConnectData(record.topic(), record.valueSchema(), record.value()));
        assertThat(written).isEqualTo(JSON.readTree(expected));
        assertThat(headers(record).get("data-encoding")).isEqualTo(encoding);
    }

    @Test
    void jsonIsReadToACertainDepth() {
        assertThat(depth(200)).isInstanceOf(List.class);
        assertThat(depth(201)).isInstanceOf(String.class);
    }

    private static Object depth(int depth) {
        MappedRecord record = mapper("record.data", "json")
                .map(
                        "chat",
                        event(
                                Kind.MESSAGE,
                                "[".repeat(depth) + "1" + "]".repeat(depth),
                                "datacontenttype",
                                "application/json"));
        return String.valueOf(record.value()).startsWith("[") ? List.of() : String.valueOf(record.value());
    }

    @Test
    void structHasANamedAndVersionedSchemaAndEveryAttribute() {
        MappedRecord record = mapper("record.mode", "struct")
                .map("chat", event(Kind.MESSAGE, "hi", "socketid", "007", "foo_bar", "x", "awpsversion", "1.0"));
        assertThat(record.valueSchema()).isSameAs(EventStruct.WITH_BYTES);
        assertThat(EventStruct.WITH_BYTES.name()).isEqualTo("io.github.kafkaconnect.webpubsub.BytesEvent");
        assertThat(EventStruct.WITH_BYTES.version()).isEqualTo(1);
        Struct struct = struct(record);
        struct.validate();
        assertThat(struct.getString("id")).isEqualTo("1");
        assertThat(struct.getString("hub")).isEqualTo("CHAT");
        assertThat(struct.getString("socketid")).isEqualTo("007");
        assertThat(struct.getString("userid")).isNull();
        assertThat(struct.get("time")).isEqualTo(new Date(Samples.TIME_MS));
        assertThat(struct.getMap("extensions")).isEqualTo(Map.of("foo_bar", "x", "awpsversion", "1.0"));
        assertThat(struct.getBytes("data")).isEqualTo("hi".getBytes(UTF_8));
        assertThat(headers(record)).isEqualTo(Map.of("mqtt-room", "r"));
    }

    /** Registries keep schemas for years: whoever changes one here makes a new version. */
    @Test
    void schemasStayAsTheyAre() {
        for (Schema schema : List.of(EventStruct.WITH_BYTES, EventStruct.WITH_TEXT)) {
            assertThat(schema.fields().stream().map(field -> field.name()))
                    .containsExactly(
                            "specversion",
                            "id",
                            "source",
                            "type",
                            "subject",
                            "datacontenttype",
                            "dataschema",
                            "hub",
                            "connectionid",
                            "eventname",
                            "userid",
                            "subprotocol",
                            "connectionstate",
                            "physicalconnectionid",
                            "sessionid",
                            "namespace",
                            "socketid",
                            "time",
                            "extensions",
                            "dataencoding",
                            "data");
            assertThat(schema.fields())
                    .allMatch(
                            field -> field.schema().isOptional() || field.name().equals("extensions"))
                    // What Avro and Protobuf allow as a name.
                    .allMatch(field -> field.name().matches("[a-z]+"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text|text/plain|hi|hi|",
                "json|text/plain|say \"hi\"|\"say \\\"hi\\\"\"|",
                "json|application/json|{\"a\": 1e999}|{\"a\": 1e999}|",
                "json|application/json|null|null|",
                "json|application/json|1 2|\"MSAy\"|base64",
                "json|application/octet-stream|AB|\"QUI=\"|base64"
            })
    void structHoldsDataAsText(String form, String contentType, String data, String expected, String encoding) {
        MappedRecord record = mapper("record.mode", "struct", "record.data", form)
                .map("chat", event(Kind.MESSAGE, data, "datacontenttype", contentType));
        Struct struct = struct(record);
        assertThat(struct.schema().name()).isEqualTo("io.github.kafkaconnect.webpubsub.TextEvent");
        assertThat(struct.getString("data")).isEqualTo(expected);
        assertThat(struct.getString("dataencoding")).isEqualTo(encoding);
    }

    @Test
    void whatGrowsInJsonIsCountedAsItGrows() {
        String control = "\u0001".repeat(500);
        assertThat(mapper("record.data", "text", "record.max.bytes", "2000", "value.converter", name("text"))
                        .map("chat", event(Kind.MESSAGE, control))
                        .bytes())
                .isLessThan(2_000);
        assertThatThrownBy(() -> mapper("record.data", "text", "record.max.bytes", "2000")
                        .map("chat", event(Kind.MESSAGE, control)))
                .hasMessageContaining("WPS-4004");
        assertThatThrownBy(() -> mapper("record.key", "${userid}", "record.max.bytes", "2000")
                        .map("chat", event(Kind.MESSAGE, "", "userid", control)))
                .hasMessageContaining("WPS-4004");
    }

    static String name(String converter) {
        return switch (converter) {
            case "bytes" -> "org.apache.kafka.connect.converters.ByteArrayConverter";
            case "text" -> StringConverter.class.getName();
            default -> JsonConverter.class.getName();
        };
    }

    private static Struct struct(MappedRecord record) {
        return (Struct) Objects.requireNonNull(record.value());
    }

    static Converter converter(String name) {
        Converter converter =
                switch (name) {
                    case "bytes" -> new Bytes();
                    case "text" -> new StringConverter();
                    default -> new JsonConverter();
                };
        converter.configure(Map.of("schemas.enable", name.endsWith("schemas")), false);
        return converter;
    }

    /** Kafka's ByteArrayConverter, which is part of the worker. */
    private static final class Bytes implements Converter {
        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            // Has no options.
        }

        @Override
        public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
            if ((schema != null && schema.type() != Schema.Type.BYTES)
                    || (value != null && !(value instanceof byte[]))) {
                throw new DataException("not bytes: " + schema);
            }
            return (byte[]) value;
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            throw new UnsupportedOperationException();
        }
    }
}
