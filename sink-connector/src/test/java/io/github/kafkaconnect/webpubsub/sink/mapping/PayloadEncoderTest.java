package io.github.kafkaconnect.webpubsub.sink.mapping;

import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.JSON;
import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.JSON_WITH_SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.common.protocol.ServiceLimits;
import io.github.kafkaconnect.webpubsub.sink.config.DecimalForm;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadEncoderTest {
    private final PayloadEncoder auto = encoder(PayloadFormat.AUTO);

    @Test
    void makesTextOfStrings() {
        Payload payload = auto.encode(Schema.STRING_SCHEMA, "grüße $1 😀");
        assertThat(payload).isInstanceOf(Payload.Text.class);
        assertThat(text(payload)).isEqualTo("grüße $1 😀");
        assertThat(auto.encode(null, "").bytes()).isEmpty();
    }

    @Test
    void makesBinaryOfBytesWithoutACopyOrFromABuffersWindow() {
        byte[] bytes = {0, -1, 2, 3};
        assertThat(auto.encode(Schema.BYTES_SCHEMA, bytes)).isInstanceOf(Payload.Binary.class);
        assertThat(auto.encode(null, bytes).bytes()).isSameAs(bytes);
        ByteBuffer window = ByteBuffer.wrap(bytes, 1, 2);
        assertThat(auto.encode(null, window).bytes()).containsExactly(-1, 2);
        assertThat(window.remaining()).isEqualTo(2);
    }

    @Test
    void writesStructsWithLogicalTypes() {
        Schema schema = SchemaBuilder.struct()
                .field("price", Decimal.schema(2))
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .field("time", Time.SCHEMA)
                .field("at", Timestamp.SCHEMA)
                .field("raw", Schema.BYTES_SCHEMA)
                .field("none", Schema.OPTIONAL_STRING_SCHEMA)
                .field("days", SchemaBuilder.array(org.apache.kafka.connect.data.Date.SCHEMA))
                .field("byDay", SchemaBuilder.map(org.apache.kafka.connect.data.Date.SCHEMA, Timestamp.SCHEMA))
                .build();
        Struct value = new Struct(schema)
                .put("price", new BigDecimal("12345678901234567890.10"))
                .put("day", Date.from(Instant.ofEpochMilli(0)))
                .put("time", Date.from(Instant.ofEpochMilli(72_000_500L)))
                .put("at", Date.from(Instant.ofEpochMilli(1_800_000_000_000L)))
                .put("raw", new byte[] {1, 2})
                .put("days", List.of(Date.from(Instant.ofEpochMilli(86_400_000L))))
                .put("byDay", Map.of(Date.from(Instant.ofEpochMilli(0)), Date.from(Instant.ofEpochMilli(1))));
        assertThat(json(auto.encode(schema, value)))
                .isEqualTo("{\"price\":12345678901234567890.10,\"day\":\"1970-01-01\",\"time\":\"20:00:00.5\","
                        + "\"at\":\"2027-01-15T08:00:00Z\",\"raw\":\"AQI=\",\"none\":null,\"days\":[\"1970-01-02\"],"
                        + "\"byDay\":{\"1970-01-01\":\"1970-01-01T00:00:00.001Z\"}}");
    }

    @Test
    void writesDecimalsAsStringsWhenToldTo() {
        PayloadEncoder encoder =
                new PayloadEncoder(PayloadFormat.AUTO, DecimalForm.STRING, ServiceLimits.SEND_BODY_MAX_BYTES);
        assertThat(json(encoder.encode(Decimal.schema(-3), new BigDecimal("1E+3"))))
                .isEqualTo("\"1000\"");
        assertThat(json(auto.encode(Decimal.schema(-3), new BigDecimal("1E+3"))))
                .isEqualTo("1000");
        assertThat(json(auto.encode(null, new BigDecimal("1E+2000000000")))).isEqualTo("1E+2000000000");
    }

    @Test
    void writesSchemalessDataAsItIs() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("s", "a\"b\u2028");
        map.put(7, Arrays.asList(1L, null, true, 1.5d, 0.1f, (byte) 1, (short) 2, new BigInteger("9".repeat(30))));
        map.put("n", Map.of());
        assertThat(json(auto.encode(null, map)))
                .isEqualTo("{\"s\":\"a\\\"b\u2028\",\"7\":[1,null,true,1.5,0.1,1,2," + "9".repeat(30) + "],\"n\":{}}");
        assertThat(json(auto.encode(null, Long.MAX_VALUE))).isEqualTo("9223372036854775807");
        assertThat(json(auto.encode(null, false))).isEqualTo("false");
    }

    @Test
    void writesDefaultsOfFieldsAsConnectReadsThem() {
        Schema schema = SchemaBuilder.struct()
                .field("a", SchemaBuilder.string().optional().defaultValue("x").build())
                .build();
        assertThat(json(auto.encode(schema, new Struct(schema)))).isEqualTo("{\"a\":\"x\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2.5,null,true,\"x\",{\"b\":{}}],\"c\":9007199254740993}",
                "[]",
                "12",
                "\"text\"",
                "true"
            })
    void sendsTheJsonThatCameIn(String written) throws IOException {
        SchemaAndValue value = JSON.toConnectData("t", written.getBytes(StandardCharsets.UTF_8));
        Payload payload = encoder(PayloadFormat.AUTO).encode(value.schema(), value.value());
        String expected = written.equals("\"text\"") ? "text" : written;
        assertThat(text(payload)).isEqualTo(expected);

        String enveloped = "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"v\",\"type\":\"int8\"}]},"
                + "\"payload\":{\"v\":7}}";
        SchemaAndValue struct = JSON_WITH_SCHEMA.toConnectData("t", enveloped.getBytes(StandardCharsets.UTF_8));
        assertThat(json(auto.encode(struct.schema(), struct.value()))).isEqualTo("{\"v\":7}");
    }

    @Property
    void anyNumberComesBackFromJson(@ForAll double number, @ForAll long whole, @ForAll BigDecimal decimal)
            throws IOException {
        JsonNode read = new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(auto.encode(null, List.of(number, whole, decimal)).bytes());
        assertThat(read.get(0).doubleValue()).isEqualTo(number);
        assertThat(read.get(1).longValue()).isEqualTo(whole);
        assertThat(read.get(2).decimalValue()).isEqualByComparingTo(decimal);
    }

    @Test
    void writesHalfASurrogatePairAsAnEscapeThatLosesNothing() {
        assertThat(json(auto.encode(null, List.of("half \ud83d")))).isEqualTo("[\"half \\uD83D\"]");
    }

    @Test
    void refusesWhatJsonCannotHold() {
        assertInvalid(auto, null, Double.NaN);
        assertInvalid(auto, null, List.of(Float.NEGATIVE_INFINITY));
        assertInvalid(auto, null, Collections.singletonMap(null, 1));
        assertInvalid(auto, null, Map.of(List.of(), 1));
        assertInvalid(auto, null, "half \ude00");
        assertInvalid(auto, null, List.of(new Object()));
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        assertInvalid(auto, null, deep);
    }

    @Test
    void forcesText() {
        PayloadEncoder encoder = encoder(PayloadFormat.TEXT);
        assertThat(encoder.encode(null, "é".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Payload.Text.class);
        assertThat(text(encoder.encode(null, 7L))).isEqualTo("7");
        assertThat(text(encoder.encode(null, Map.of("a", 1)))).isEqualTo("{\"a\":1}");
        assertInvalid(encoder, null, new byte[] {(byte) 0xc3});
    }

    @Test
    void forcesBinary() {
        PayloadEncoder encoder = encoder(PayloadFormat.BINARY);
        assertThat(encoder.encode(null, "é")).isInstanceOf(Payload.Binary.class);
        assertThat(text(encoder.encode(null, "é"))).isEqualTo("é");
        assertThat(text(encoder.encode(null, List.of(1)))).isEqualTo("[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\" : 1}", "[1,\n2]", " \"x\" ", "1", "null", "true", "{\"a\":\"\\ud83d\\ude00\"}"})
    void passesValidJsonOnUntouched(String text) {
        PayloadEncoder encoder = encoder(PayloadFormat.JSON);
        assertThat(json(encoder.encode(null, text))).isEqualTo(text);
        assertThat(json(encoder.encode(null, text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "secret",
                "{secret}",
                "{\"secret\":}",
                "[1",
                "[1]]",
                "1 2",
                "{} {}",
                "01",
                "NaN",
                "'secret'",
                "{\"a\":1,}",
                "// secret\n1",
                "\ufeff1",
                "\"\u0001\"",
                "\"secret",
                "+1",
                ".5",
                "nul"
            })
    void refusesStringsThatAreNotOneJsonTextWithoutQuotingThem(String text) {
        PayloadEncoder encoder = encoder(PayloadFormat.JSON);
        assertInvalid(encoder, null, text);
        assertInvalid(encoder, null, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesJsonBytesThatAreNotUtf8() {
        PayloadEncoder encoder = encoder(PayloadFormat.JSON);
        assertInvalid(encoder, null, new byte[] {'"', (byte) 0xff, '"'});
        assertInvalid(encoder, null, "[1]".getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void countsBytesAgainstTheLimitOfTheService() {
        assertThat(auto.encode(null, "x".repeat(1_048_576)).bytes()).hasSize(1_048_576);
        assertThatExceptionOfType(WebPubSubException.class)
                .isThrownBy(() -> auto.encode(null, "é".repeat(524_289)))
                .withMessage("WPS-3002 the payload has 1048578 bytes, the service takes 1048576");
    }

    private static void assertInvalid(PayloadEncoder encoder, @Nullable Schema schema, Object value) {
        assertThatExceptionOfType(WebPubSubException.class)
                .isThrownBy(() -> encoder.encode(schema, value))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_PAYLOAD_INVALID))
                .satisfies(e -> assertThat(org.assertj.core.util.Throwables.getStackTrace(e))
                        .doesNotContain("secret"));
    }

    private static PayloadEncoder encoder(PayloadFormat format) {
        return new PayloadEncoder(format, DecimalForm.NUMBER, ServiceLimits.SEND_BODY_MAX_BYTES);
    }

    private static String json(Payload payload) {
        assertThat(payload).isInstanceOf(Payload.Json.class);
        return text(payload);
    }

    private static String text(Payload payload) {
        return new String(payload.bytes(), StandardCharsets.UTF_8);
    }
}
