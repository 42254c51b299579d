package io.github.kafkaconnect.webpubsub.sink.mapping;

import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.JSON;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.STRINGS;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.converted;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.mapper;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.record;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.strings;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.target;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.withHeader;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetMappingTest {
    private static final SchemaAndValue HELLO = new SchemaAndValue(Schema.STRING_SCHEMA, "hello");

    @Test
    void makesTheOperationThatTheOptionNames() {
        SinkRecord record = strings("k", "hello");
        assertThat(kind("webpubsub.target", "all", "webpubsub.target.name", "")).isEqualTo(Operation.Kind.SEND_TO_ALL);
        assertThat(kind("webpubsub.target", "group")).isEqualTo(Operation.Kind.SEND_TO_GROUP);
        assertThat(kind("webpubsub.target", "user")).isEqualTo(Operation.Kind.SEND_TO_USER);
        assertThat(kind("webpubsub.target", "connection")).isEqualTo(Operation.Kind.SEND_TO_CONNECTION);
        assertThat(target(mapper().map(record))).hasToString("chat/group/k");
    }

    private static Operation.Kind kind(String... pairs) {
        return Records.sent(mapper(pairs).map(strings("k", "hello"))).kind();
    }

    @Test
    void fillsInCoordinates() {
        RecordMapper mapper = mapper("webpubsub.target.name", "${topic}/${partition}-${offset}@${timestamp}");
        assertThat(target(mapper.map(strings("k", "v"))).name()).isEqualTo("orders/3-42@1800000000000");
    }

    @Test
    void takesTheTimeToLiveFromTheRecordToo() {
        RecordMapper mapper = mapper("message.ttl.seconds", "${value.ttl|30}");
        assertThat(Records.sent(mapper.map(converted(STRINGS, "k", JSON, "{\"ttl\":7}")))
                        .options()
                        .messageTtlSeconds())
                .isEqualTo(7);
        assertThat(Records.sent(mapper.map(converted(STRINGS, "k", JSON, "{}")))
                        .options()
                        .messageTtlSeconds())
                .isEqualTo(30);
        assertThat(problem(mapper.map(converted(STRINGS, "k", JSON, "{\"ttl\":301}"))))
                .isEqualTo(ErrorCode.RECORD_NAME_INVALID);
    }

    @Test
    void takesTheHubFromTheRecordToo() {
        RecordMapper mapper = mapper("webpubsub.hub", "h_${value.tenant}");
        assertThat(target(mapper.map(converted(STRINGS, "k", JSON, "{\"tenant\":7}")))
                        .hub())
                .hasToString("h_7");
        assertThat(problem(mapper.map(converted(STRINGS, "k", JSON, "{\"tenant\":\"a-b\"}"))))
                .isEqualTo(ErrorCode.RECORD_NAME_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "1e5",
                "true",
                "null",
                "1.0",
                "-0",
                "0x10",
                " 1",
                "NaN",
                "日本 😀",
                "a/b?c#d%2F",
                "$1",
                "\"q\""
            })
    void passesIdsOnAsTheyAreWhenConvertersDeliverStrings(String id) {
        assertThat(target(mapper().map(strings(id, "v"))).name()).isEqualTo(id);

        SinkRecord withHeader = withHeader(strings("k", "v"), new StringConverter(), "id", id);
        assertThat(target(mapper("webpubsub.target.name", "${header.id}").map(withHeader))
                        .name())
                .isEqualTo(id);

        String json = "{\"id\":\"" + id.replace("\"", "\\\"") + "\"}";
        assertThat(target(mapper("webpubsub.target.name", "${value.id}").map(converted(STRINGS, "k", JSON, json)))
                        .name())
                .isEqualTo(id);

        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        SinkRecord rawKey = record(new ByteArrayConverter().toConnectData("orders", bytes), HELLO);
        assertThat(target(mapper().map(rawKey)).name()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 9007199254740993",
        "-1, -1",
        "1.0, 1",
        "100.50, 100.5",
        "1e21, 1000000000000000000000",
        "1e-7, 0.0000001",
        "2e-3, 0.002",
        "0.1, 0.1",
        "-0.0, 0",
        "true, true",
    })
    void writesNumbersWithoutExponent(String json, String name) {
        RecordMapper mapper = mapper("webpubsub.target.name", "${value.id}");
        assertThat(target(mapper.map(converted(STRINGS, "k", JSON, "{\"id\":" + json + "}")))
                        .name())
                .isEqualTo(name);
    }

    @Test
    void writesLogicalTypesInTheirIsoForm() {
        Schema schema = SchemaBuilder.struct()
                .field("price", Decimal.schema(3))
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .field("time", org.apache.kafka.connect.data.Time.SCHEMA)
                .field("at", org.apache.kafka.connect.data.Timestamp.SCHEMA)
                .field("rate", Schema.FLOAT32_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("price", new BigDecimal("10.500"))
                .put("day", Date.from(Instant.ofEpochMilli(-86_400_000L)))
                .put("time", Date.from(Instant.ofEpochMilli(72_000_000L)))
                .put("at", Date.from(Instant.ofEpochMilli(1_800_000_000_123L)))
                .put("rate", 0.1f);
        SinkRecord record = record(HELLO, new SchemaAndValue(schema, value));
        RecordMapper mapper =
                mapper("webpubsub.target.name", "${value.price} ${value.day} ${value.time} ${value.at} ${value.rate}");
        assertThat(target(mapper.map(record)).name())
                .isEqualTo("10.500 1969-12-31 20:00:00 2027-01-15T08:00:00.123Z 0.1");
    }

    @Test
    void walksStructsAndMaps() {
        Schema inner = SchemaBuilder.struct().field("a b", Schema.STRING_SCHEMA).build();
        Schema outer = SchemaBuilder.struct()
                .field("user", inner)
                .field("tags", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT64_SCHEMA))
                .build();
        Struct value = new Struct(outer)
                .put("user", new Struct(inner).put("a b", "ann"))
                .put("tags", Map.of("x.y", 5L));
        SinkRecord record =
                record(new SchemaAndValue(null, Map.of("id", Map.of("n", 1))), new SchemaAndValue(outer, value));
        RecordMapper mapper = mapper("webpubsub.target.name", "${value.user['a b']}/${value.tags['x.y']}/${key.id.n}");
        assertThat(target(mapper.map(record)).name()).isEqualTo("ann/5/1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; lobby",
                "{\"user\":null}; lobby",
                "{\"user\":{}}; lobby",
                "{\"user\":{\"room\":null}}; lobby",
                "{\"user\":{\"room\":\"r\"}}; r",
            })
    void usesADefaultWhenTheFieldIsAbsentOrNull(String json, String name) {
        RecordMapper mapper = mapper("webpubsub.target.name", "${value.user.room|lobby}");
        assertThat(target(mapper.map(converted(STRINGS, "k", JSON, json))).name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "${value.user.id}; {\"secret\":1}; is null before its field 'id'",
                "${value.user}; {\"user\":null,\"a\":\"secret\"}; is null or absent",
                "${value.a.id}; {\"a\":\"secret\"}; looks for the field 'id' in type String",
                "${value.a.id|x}; {\"a\":\"secret\"}; looks for the field 'id' in type String",
                "${header.room}; {\"a\":\"secret\"}; is not among the record's headers",
            })
    void namesTemplateAndFieldButNoValueWhenOneIsMissing(String template, String json, String reason) {
        Mapped mapped = mapper("webpubsub.target.name", template).map(converted(STRINGS, "secret", JSON, json));
        assertThat(bad(mapped).code()).isEqualTo(ErrorCode.RECORD_FIELD_MISSING);
        assertThat(bad(mapped))
                .hasMessageContaining("webpubsub.target.name: " + template)
                .hasMessageContaining(reason);
        assertThat(bad(mapped).getMessage()).doesNotContain("secret");
    }

    @Test
    void tellsAStructsMissingFieldFromANullKey() {
        Schema schema = SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA).build();
        SinkRecord record = record(SchemaAndValue.NULL, new SchemaAndValue(schema, new Struct(schema).put("a", "x")));
        assertThat(bad(mapper("webpubsub.target.name", "${value.b}").map(record)))
                .hasMessageContaining("has no field 'b'");
        assertThat(bad(mapper().map(record))).hasMessageContaining("${key} is null or absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "1", "1.5", "true", "[1]", "{\"a\":1}"})
    void refusesHeadersThatTheDefaultHeaderConverterHasChanged(String written) {
        SinkRecord record = withHeader(strings("k", "v"), new SimpleHeaderConverter(), "room", written);
        Mapped mapped = mapper("webpubsub.target.name", "${header.room}").map(record);
        assertThat(bad(mapped).code()).isEqualTo(ErrorCode.RECORD_HEADER_TYPE);
        assertThat(bad(mapped)).hasMessageContaining("org.apache.kafka.connect.storage.StringConverter");
    }

    @Test
    void takesChangedHeadersWhenToldTo() {
        SinkRecord record = withHeader(strings("k", "v"), new SimpleHeaderConverter(), "room", "007");
        RecordMapper lenient = mapper("webpubsub.target.name", "${header.room}", "header.types", "lenient");
        assertThat(target(lenient.map(record)).name()).isEqualTo("7");
    }

    @Test
    void takesTheLastOfSeveralHeaders() {
        SinkRecord record = withHeader(strings("k", "v"), new StringConverter(), "room", "first");
        withHeader(record, new StringConverter(), "room", "last");
        assertThat(target(mapper("webpubsub.target.name", "${header.room}").map(record))
                        .name())
                .isEqualTo("last");
        withHeader(record, new StringConverter(), "room", null);
        assertThat(problem(mapper("webpubsub.target.name", "${header.room}").map(record)))
                .isEqualTo(ErrorCode.RECORD_FIELD_MISSING);
    }

    @Test
    void refusesNamesThatTheServiceCannotTake() {
        assertThat(problem(mapper().map(strings("", "v")))).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
        assertThat(problem(mapper().map(strings("..", "v")))).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
        assertThat(problem(mapper().map(strings("x".repeat(1025), "v")))).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
    }

    @Test
    void refusesNamesThatAreNoSingleText() {
        assertThat(problem(mapper().map(key(Map.of("a", 1))))).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
        assertThat(problem(mapper().map(key(Double.NaN)))).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
        assertThat(problem(mapper().map(key(new byte[] {(byte) 0xff})))).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
        assertThat(problem(mapper().map(key(new BigDecimal("1e2000000000"))))).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
        assertThat(target(mapper().map(key(ByteBuffer.wrap(new byte[] {'a'})))).name())
                .isEqualTo("a");
    }

    @Property
    void substitutesAnyValueLiterally(@ForAll @NotBlank String value) {
        SinkRecord record = record(new SchemaAndValue(Schema.STRING_SCHEMA, value), HELLO);
        RecordMapper mapper = mapper("webpubsub.target", "user", "webpubsub.target.name", "a${key}$$${key}b");
        Mapped mapped = mapper.map(record);
        if (mapped instanceof Mapped.Bad bad) {
            assertThat(bad.problem().code()).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
            assertThat(value.chars().anyMatch(c -> Character.isSurrogate((char) c)))
                    .isTrue();
        } else {
            assertThat(target(mapped).name()).isEqualTo("a" + value + "$" + value + "b");
        }
    }

    private static SinkRecord key(Object key) {
        return record(new SchemaAndValue(null, key), HELLO);
    }

    private static ErrorCode problem(Mapped mapped) {
        return bad(mapped).code();
    }

    private static WebPubSubException bad(Mapped mapped) {
        assertThat(mapped).isInstanceOf(Mapped.Bad.class);
        return ((Mapped.Bad) mapped).problem();
    }
}
