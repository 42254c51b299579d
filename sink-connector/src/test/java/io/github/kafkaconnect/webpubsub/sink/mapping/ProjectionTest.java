package io.github.kafkaconnect.webpubsub.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** payload.fields. */
class ProjectionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "text,user.id:userId; {\"text\":\"grüße \\\"\\uD83D\\uDE00\\\"\\n\",\"userId\":9007199254740993}",
                "user,guest; {\"user\":{\"id\":9007199254740993,\"nick\":null},\"guest\":null}",
                "price,paid,day,time,at,raw; {\"price\":12.30,\"paid\":true,\"day\":\"1970-01-01\",\"time\":\"20:00:00.5\","
                        + "\"at\":\"2027-01-15T08:00:00Z\",\"raw\":\"AQI=\"}",
                "tags,days.first:on,days.last?; {\"tags\":[\"a\",\"${key}\"],\"on\":\"1970-01-02\"}",
                "user.nick,user.nick?:b,user.nick|nobody:c; {\"nick\":null,\"b\":null,\"c\":\"nobody\"}",
                "guest.id?,guest.id|none:g,color?,color|red:c; {\"g\":\"none\",\"c\":\"red\"}",
            })
    void takesFieldsOfStructsInTheGivenOrder(String fields, String sent) {
        assertThat(Shapes.sent(Shapes.mapper("payload.fields", fields), Shapes.order()))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "b,a.c:x; {'a':{'c':1.50},'b':null}; {'b':null,'x':1.5}",
                "['a b'].c,z?; {'a b':{'c':[1,{'d':true}]}}; {'c':[1,{'d':true}]}",
                "größe; {'größe':'groß','x':1}; {'größe':'groß'}",
                "a; {'a':'${value.b}','b':'secret'}; {'a':'${value.b}'}",
                "a?; {}; {}",
            })
    void takesFieldsOfMaps(String fields, String value, String sent) {
        assertThat(Shapes.sent(Shapes.mapper("payload.fields", fields), Shapes.json(value)))
                .isEqualTo(sent.replace('\'', '"'));
    }

    @Test
    void readsTextAndBytesWithFormatJsonAndKeepsAllDigits() {
        RecordMapper mapper =
                Shapes.mapper("payload.fields", "n,f,o", "payload.format", "json", "payload.decimal", "string");
        String text = "{\"o\":{\"x\":null},\"n\":12345678901234567890,\"f\":0.10,\"rest\":\"…\"}";
        String sent = "{\"n\":12345678901234567890,\"f\":0.10,\"o\":{\"x\":null}}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Shapes.sent(mapper, Shapes.plain("k", text))).isEqualTo(sent);
        assertThat(Shapes.sent(mapper, Shapes.plain("k", bytes))).isEqualTo(sent);
        assertThat(Shapes.sent(mapper, Shapes.plain("k", ByteBuffer.wrap(bytes))))
                .isEqualTo(sent);
        assertThat(Shapes.sent(Shapes.mapper("payload.fields", "price", "payload.decimal", "string"), Shapes.order()))
                .isEqualTo("{\"price\":\"12.30\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            value = {
                "color! payload.fields: color has no field 'color'; write color? where it may be, or color|default",
                "user.age:x! payload.fields: user.age has no field 'age'",
                "guest.id! payload.fields: guest.id is null before its field 'id'",
                "days.last! payload.fields: days.last is null or absent",
                "text.id|x! payload.fields: text.id|x looks for the field 'id' in type String; fields need a converter",
                "tags.id?! payload.fields: tags.id looks for the field 'id' in type Array",
            })
    void saysWhichFieldIsMissingAndNoValue(String fields, String words) {
        check(fields, Shapes.order(), words);
    }

    private static void check(String fields, SinkRecord record, String words) {
        assertThat(Shapes.refused(Shapes.mapper("payload.fields", fields), record))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_FIELD_MISSING))
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret");
    }

    @Test
    void asksForAStructureWhereTheValueIsNone() {
        String remedy =
                "fields need a converter that makes structures, such as JsonConverter, or payload.format=json for text";
        check("a", Shapes.plain("k", "{\"a\":\"secret\"}"), "in type String; " + remedy);
        check("a", Shapes.plain("k", new byte[1]), "in type bytes; " + remedy);
        check("a", Shapes.plain("k", List.of(1)), "in type Array; " + remedy);
        check("a", Shapes.plain("k", 7L), "in type Long; " + remedy);
        check("a", Shapes.json("{'b':'secret'}"), "a is null or absent; write a? where it may be, or a|default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "{\"a\":1} {}", "{\"a\":secret}", "{\"a\":NaN}", "\ufeff{\"a\":1}"})
    void refusesTextThatIsNotJsonWithoutQuotingIt(String text) {
        RecordMapper mapper = Shapes.mapper("payload.fields", "a", "payload.format", "json");
        assertThat(Shapes.refused(mapper, Shapes.plain("k", text)))
                .hasMessage("WPS-3103 with payload.format=json the value is not JSON")
                .hasNoCause();
        assertThat(Shapes.refused(mapper, Shapes.plain("k", new byte[] {(byte) 0xff})))
                .hasMessageContaining("the value is bytes that are not UTF-8");
    }

    @Test
    void refusesWhatJsonCannotHoldAndNamesTheField() {
        assertThat(Shapes.refused(Shapes.mapper("payload.fields", "a"), Shapes.plain("k", Map.of("a", Double.NaN))))
                .hasMessage("WPS-3103 payload.fields: a is or holds NaN or Infinity, which JSON cannot hold");
        assertThat(Shapes.refused(
                        Shapes.mapper("payload.fields", "a"),
                        Shapes.plain("k", Map.of("a", Collections.singletonMap(null, 1)))))
                .hasMessageContaining("payload.fields: a is a Map with a null key");
    }

    @Test
    void countsWhatIsSentAgainstTheLimit() {
        RecordMapper mapper = Shapes.mapper("payload.fields", "a");
        String large = "x".repeat(1_048_577);
        assertThat(Shapes.sent(mapper, Shapes.plain("k", Map.of("a", 1, "b", large))))
                .isEqualTo("{\"a\":1}");
        assertThat(Shapes.refused(mapper, Shapes.plain("k", Map.of("a", large))).code())
                .isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    }
}
