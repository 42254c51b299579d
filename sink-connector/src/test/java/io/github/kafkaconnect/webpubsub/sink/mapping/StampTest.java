package io.github.kafkaconnect.webpubsub.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** payload.stamp. */
class StampTest {
    private static final String STAMP = "\"_kafka\":{\"topic\":\"orders\",\"partition\":3,\"offset\":42}";

    private final RecordMapper mapper = Shapes.mapper("payload.stamp", "_kafka");
    private final RecordMapper reading = Shapes.mapper("payload.stamp", "_kafka", "payload.format", "json");

    @Test
    void standsAtTheEndOfAnyObject() {
        assertThat(Shapes.sent(mapper, Shapes.json("{'a':[1],'b':{}}")))
                .isEqualTo("{\"a\":[1],\"b\":{}," + STAMP + "}");
        assertThat(Shapes.sent(mapper, Shapes.json("{}"))).isEqualTo("{" + STAMP + "}");
        assertThat(Shapes.sent(mapper, Shapes.order()))
                .startsWith("{\"user\":{\"id\":9007199254740993,")
                .endsWith("}," + STAMP + "}");
        assertThat(Shapes.sent(reading, Shapes.plain("k", " {\"a\" : 1.0}"))).isEqualTo("{\"a\":1.0," + STAMP + "}");
        assertThat(Shapes.sent(Shapes.mapper("payload.stamp", "_kafka", "payload.fields", "paid,x?"), Shapes.order()))
                .isEqualTo("{\"paid\":true," + STAMP + "}");
    }

    @Test
    void refusesWhatIsNoObjectAndSaysWhatToDo() {
        for (Object value : List.of("secret", new byte[1], List.of(1), 7, true)) {
            assertThat(Shapes.refused(mapper, Shapes.plain("k", value)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_PAYLOAD_INVALID))
                    .hasMessageStartingWith(
                            "WPS-3103 payload.stamp=_kafka needs a JSON object, and the value is of type "
                                    + Scalars.typeOf(value))
                    .hasMessageContaining("set payload.format=json")
                    .hasMessageContaining("or use payload.envelope, or message.metadata.<name>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[{}]", "\"secret\"", "1", "false"})
    void refusesJsonTextThatIsNoObject(String text) {
        assertThat(Shapes.refused(reading, Shapes.plain("k", text)))
                .hasMessageContaining("needs a JSON object, and the value is ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void noRecordBringsItsOwn() {
        String problem = "WPS-3103 payload.stamp=_kafka names a member that the value has itself; choose another name";
        Schema schema = SchemaBuilder.struct()
                .field("_kafka", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        assertThat(Shapes.refused(mapper, Shapes.json("{'_kafka':null}"))).hasMessage(problem);
        assertThat(Shapes.refused(reading, Shapes.plain("k", "{\"_kafka\":{\"offset\":1}}")))
                .hasMessage(problem);
        assertThat(Shapes.refused(
                        mapper, Records.record(SchemaAndValue.NULL, new SchemaAndValue(schema, new Struct(schema)))))
                .hasMessage(problem);
    }

    @Test
    void refusesMembersThatJsonCannotHold() {
        assertThat(Shapes.refused(mapper, Shapes.plain("k", Map.of("a", Float.NaN))))
                .hasMessage("WPS-3103 the value is or holds NaN or Infinity, which JSON cannot hold");
    }
}
