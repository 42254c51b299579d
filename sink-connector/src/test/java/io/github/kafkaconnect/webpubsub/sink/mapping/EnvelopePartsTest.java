package io.github.kafkaconnect.webpubsub.sink.mapping;

import static io.github.kafkaconnect.webpubsub.sink.mapping.Records.withHeader;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** payload.envelope. */
class EnvelopePartsTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'room':'${key}','at':'${timestamp}','data':'${value.user}'}; "
                        + "{'room':'k','at':1800000000000,'data':{'id':9007199254740993,'nick':null}}",
                "['${topic}','${partition}','${offset}']; ['orders',3,42]",
                "'${topic}-${partition}-${offset}'; 'orders-3-42'",
                "{'n':'${value.user.id}','s':'no ${value.user.id}'}; {'n':9007199254740993,'s':'no 9007199254740993'}",
                "{'b':'${value.paid}','p':'${value.price}','z':'${value.guest}','l':'${value.tags}'}; "
                        + "{'b':true,'p':12.30,'z':null,'l':['a','${key}']}",
                "{'day':'${value.day}','time':'${value.time}','at':'${value.at}','raw':'${value.raw}','m':'${value.days}'}; "
                        + "{'day':'1970-01-01','time':'20:00:00.5','at':'2027-01-15T08:00:00Z','raw':'AQI=','m':{'first':'1970-01-02'}}",
                "{'d':'${value.color|red}','n':'${value.guest|nobody}','e':'${value.guest.id|}'}; {'d':'red','n':'nobody','e':''}",
                "{'fixed':[1.50,-0,1e3,true,null,'$${x} $ ü',{},[]]}; {'fixed':[1.50,0,1e3,true,null,'${x} $ ü',{},[]]}",
                "{'headers':'${headers}','h':'${header.absent|x}'}; {'headers':{},'h':'x'}",
                "'${value.text}'; 'grüße \\\"😀\\\"\\n'",
            })
    void aLonePlaceholderKeepsItsType(String envelope, String sent) throws IOException {
        JsonNode expected = JSON.readTree(sent.replace('\'', '"'));
        String actual = Shapes.sent(mapper(envelope), Shapes.order());
        assertThat(JSON.readTree(actual)).isEqualTo(expected);
    }

    @Test
    void membersKeepTheirOrderAndNumbersTheirDigits() {
        assertThat(Shapes.sent(mapper("{ 'z' : '${key}', 'ä\\n' : 1.50, 'a' : 12345678901234567890 }"), Shapes.order()))
                .isEqualTo("{\"z\":\"k\",\"ä\\n\":1.50,\"a\":12345678901234567890}");
    }

    @Test
    void theWholeValueIsWhateverItIs() {
        RecordMapper mapper = mapper("{'v':'${value}','k':'${key}'}");
        Map<Object, String> values = new HashMap<>();
        values.put("text \"", "\"text \\\"\"");
        values.put(7L, "7");
        values.put(false, "false");
        values.put(new BigDecimal("1.10"), "1.10");
        values.put(List.of(1, "x"), "[1,\"x\"]");
        values.put(Map.of("a", Map.of()), "{\"a\":{}}");
        values.put(ByteBuffer.wrap(new byte[] {1, 2}), "\"AQI=\"");
        values.forEach((value, json) -> assertThat(Shapes.sent(mapper, Shapes.plain(value, value)))
                .isEqualTo("{\"v\":" + json + ",\"k\":" + json + "}"));
        assertThat(Shapes.sent(mapper, Shapes.plain(null, 1))).isEqualTo("{\"v\":1,\"k\":null}");
    }

    @Test
    void textIsReadAsJsonOnlyWhenToldTo() {
        SinkRecord text = Shapes.plain("k", "{\"a\":[0.10,null],\"s\":\"x\"}");
        String[] envelope = {"payload.envelope", "{\"v\":\"${value}\",\"s\":\"say ${value.s|nothing}\"}"};
        assertThat(Shapes.sent(mapper("{'v':'${value}'}"), text))
                .isEqualTo("{\"v\":\"{\\\"a\\\":[0.10,null],\\\"s\\\":\\\"x\\\"}\"}");
        assertThat(Shapes.sent(Shapes.mapper(envelope[0], envelope[1], "payload.format", "json"), text))
                .isEqualTo("{\"v\":{\"a\":[0.10,null],\"s\":\"x\"},\"s\":\"say x\"}");
        assertThat(Shapes.refused(Shapes.mapper(envelope), text))
                .hasMessageContaining("payload.envelope: ${value.s|nothing} looks for the field 's' in type String");
        assertThat(Shapes.sent(
                        Shapes.mapper("payload.envelope", "[\"${value}\"]", "payload.format", "json"),
                        Shapes.plain("k", "null")))
                .isEqualTo("[null]");
    }

    @Test
    void theWholeValueIsWhatFieldsMakeOfIt() {
        RecordMapper mapper = Shapes.mapper(
                "payload.fields",
                "paid,color?",
                "payload.envelope",
                "{\"d\":\"${value}\",\"id\":\"${value.user.id}\"}");
        assertThat(Shapes.sent(mapper, Shapes.order())).isEqualTo("{\"d\":{\"paid\":true},\"id\":9007199254740993}");
    }

    @Test
    void headersAreAnObjectOfTheirTypes() {
        SinkRecord record = Shapes.order();
        record.headers()
                .addString("a", "old")
                .addLong("n", 7)
                .addBytes("raw", new byte[] {1, 2})
                .add("none", null, null)
                .addString("a", "\"new\"")
                .add("day", new java.util.Date(0), org.apache.kafka.connect.data.Date.SCHEMA);
        assertThat(Shapes.sent(mapper("'${headers}'"), record))
                .isEqualTo("{\"a\":\"\\\"new\\\"\",\"n\":7,\"raw\":\"AQI=\",\"none\":null,\"day\":\"1970-01-01\"}");
        assertThat(Shapes.refused(mapper("['${header.n}']"), record).code()).isEqualTo(ErrorCode.RECORD_HEADER_TYPE);
        assertThat(Shapes.sent(
                        Shapes.mapper(
                                "payload.envelope", "[\"${header.n}\",\"${header.none}\",\"${header.none|x}\"]",
                                "header.types", "lenient"),
                        record))
                .isEqualTo("[7,null,\"x\"]");
    }

    @Test
    void cloudEventsGiveAttributesAndDataByTheirContentType() {
        RecordMapper mapper = Shapes.mapper(
                "payload.cloudevents", "true",
                "payload.envelope", "{\"type\":\"${ce.type}\",\"data\":\"${value}\",\"n\":\"${value.n|}\"}",
                "payload.decimal", "string");
        SinkRecord record = Shapes.plain("k", "{\"n\":0.10}".getBytes(StandardCharsets.UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", "7", "ce_type", "t", "ce_source", "/s")
                .forEach((name, value) -> withHeader(record, new StringConverter(), name, value));
        assertThat(Shapes.sent(mapper, record)).isEqualTo("{\"type\":\"t\",\"data\":{\"n\":0.10},\"n\":0.10}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\",\"admin\":true,\"x\":\"",
                "\"}",
                "\\",
                "\\u0022",
                "a\nb\r\t\u0000\u001f\u2028",
                "${key}${value}$$ ${file:/etc/passwd:x}",
                "</script>",
                "",
                "😀 ü",
            })
    void valuesAreDataOnly(String value) throws IOException {
        RecordMapper mapper = mapper("{'a':'${value.x}','b':'<${key}>','c':'${headers}'}");
        SinkRecord record = Shapes.plain(value, Map.of("x", value));
        record.headers().addString(value, value);
        JsonNode sent = JSON.readTree(Shapes.sent(mapper, record));
        assertThat(sent).hasSize(3);
        assertThat(sent.path("a").textValue()).isEqualTo(value);
        assertThat(sent.path("b").textValue()).isEqualTo('<' + value + '>');
        assertThat(sent.path("c").path(value).textValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "['${value.color}']; WPS-3101 payload.envelope: ${value.color} has no field 'color'",
                "'the ${value.guest}'; WPS-3101 payload.envelope: ${value.guest} is null or absent",
                "['${value.guest.id}']; WPS-3101 payload.envelope: ${value.guest.id} is null before its field 'id'",
                "['${value.text.x|y}']; WPS-3101 payload.envelope: ${value.text.x|y} looks for the field 'x' in type String",
                "['${header.h}']; WPS-3101 payload.envelope: ${header.h} is not among the record's headers",
                "['${ce.type}']; WPS-3101 payload.envelope: ${ce.type} is not among the record's headers",
                "['a ${value.user}']; WPS-3102 payload.envelope: ${value.user} is of type Struct",
                "['${value.days.last}']; WPS-3101 payload.envelope: ${value.days.last} is null or absent",
            })
    void saysWhatIsMissingAndNoValue(String envelope, String problem) {
        assertThat(Shapes.refused(mapper(envelope), Shapes.order()))
                .hasMessageStartingWith(problem)
                .hasMessageNotContaining("grüße");
    }

    @Test
    void refusesWhatJsonCannotHoldAndWhatIsTooLargeOrTooDeep() {
        RecordMapper mapper = mapper("{'v':'${value}'}");
        assertThat(Shapes.refused(mapper, Shapes.plain("k", Double.POSITIVE_INFINITY)))
                .hasMessage("WPS-3103 payload.envelope: ${value} is or holds NaN or Infinity, which JSON cannot hold");
        String fits = "x".repeat(1_048_576 - "{\"v\":\"\"}".length());
        assertThat(Shapes.sent(mapper, Shapes.plain("k", fits))).hasSize(1_048_576);
        assertThat(Shapes.refused(mapper, Shapes.plain("k", fits + 'x')))
                .hasMessage("WPS-3002 the payload has 1048577 bytes, the service takes 1048576");
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        assertThat(Shapes.refused(mapper, Shapes.plain("k", deep)))
                .hasMessage(
                        "WPS-3103 the payload that is made of the record is not writable as JSON: nested too deeply");
    }

    @Test
    void tombstonesKeepTheirPolicy() {
        String envelope = "{\"v\":\"${value}\"}";
        SinkRecord tombstone = Shapes.plain("k", null);
        assertThat(Shapes.mapper("payload.envelope", envelope).map(tombstone)).isInstanceOf(Mapped.Skip.class);
        assertThat(Shapes.sent(Shapes.mapper("payload.envelope", envelope, "tombstone.behavior", "empty"), tombstone))
                .isEqualTo("null");
        assertThat(Shapes.refused(Shapes.mapper("payload.envelope", envelope, "tombstone.behavior", "fail"), tombstone)
                        .code())
                .isEqualTo(ErrorCode.RECORD_TOMBSTONE);
    }

    @Test
    void aTopicMayHaveItsOwn() {
        Map<String, String> properties = new HashMap<>(Map.of(
                "webpubsub.connection.string", "Endpoint=https://a.b;AccessKey=" + "k".repeat(40) + ";Version=1.0;",
                "webpubsub.hub", "chat",
                "webpubsub.target", "all",
                "payload.envelope", "{\"all\":\"${value}\"}",
                "topic.orders.payload.envelope", "[\"${value}\"]",
                "topic.logs.payload.envelope", ""));
        Mapper mapper = TopicMapper.of(properties);
        SinkRecord record = Shapes.plain("k", Map.of("a", 1));
        assertThat(sent(mapper, record, "orders")).isEqualTo("[{\"a\":1}]");
        assertThat(sent(mapper, record, "other")).isEqualTo("{\"all\":{\"a\":1}}");
        assertThat(sent(mapper, record, "logs")).isEqualTo("{\"a\":1}");
    }

    private static String sent(Mapper mapper, SinkRecord record, String topic) {
        SinkRecord renamed =
                record.newRecord(topic, 0, record.keySchema(), record.key(), null, record.value(), record.timestamp());
        return new String(Records.sent(mapper.map(renamed)).payload().bytes(), StandardCharsets.UTF_8);
    }

    /** Whatever it holds, the result is one JSON document of the same shape, and everything is found in it again. */
    @Property(tries = 300)
    void everythingComesBack(
            @ForAll @StringLength(max = 30) String text,
            @ForAll @Size(max = 5) Map<@StringLength(max = 8) String, String> map,
            @ForAll long whole,
            @ForAll double fraction,
            @ForAll BigDecimal decimal,
            @ForAll boolean flag,
            @ForAll byte[] bytes)
            throws IOException {
        Map<String, Object> value = new HashMap<>(map);
        value.put("whole", whole);
        value.put("fraction", fraction);
        value.put("decimal", decimal);
        value.put("flag", flag);
        value.put("bytes", bytes);
        value.put("text", text);
        RecordMapper mapper = mapper("{'t':'${value.text}','k':'>${key}','w':'${value.whole}','f':'${value.fraction}',"
                + "'d':'${value.decimal}','y':'${value.bytes}','b':['${value.flag}'],'v':'${value}','h':'${headers}'}");
        SinkRecord record = Shapes.plain(text, value);
        map.forEach((name, header) -> record.headers().add(name, header, Schema.STRING_SCHEMA));

        JsonNode sent = JSON.readTree(Shapes.sent(mapper, record));

        assertThat(sent.properties().stream().map(Map.Entry::getKey))
                .containsExactly("t", "k", "w", "f", "d", "y", "b", "v", "h");
        assertThat(sent.path("t").textValue()).isEqualTo(text);
        assertThat(sent.path("k").textValue()).isEqualTo('>' + text);
        assertThat(sent.path("w").longValue()).isEqualTo(whole);
        assertThat(sent.path("f").doubleValue()).isEqualTo(fraction);
        assertThat(sent.path("d").decimalValue()).isEqualByComparingTo(decimal);
        assertThat(sent.path("y").binaryValue()).isEqualTo(bytes);
        assertThat(sent.path("b").path(0).booleanValue()).isEqualTo(flag);
        assertThat(sent.path("v")).hasSize(value.size());
        assertThat(sent.path("h")).hasSize(map.size());
        map.forEach((name, header) ->
                assertThat(sent.path("h").path(name).textValue()).isEqualTo(header));
    }

    private static RecordMapper mapper(String envelope) {
        return Shapes.mapper("payload.envelope", envelope.replace('\'', '"'));
    }
}
