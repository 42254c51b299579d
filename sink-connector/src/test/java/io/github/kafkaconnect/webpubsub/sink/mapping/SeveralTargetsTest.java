package io.github.kafkaconnect.webpubsub.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** One record to several targets. */
class SeveralTargetsTest {
    private final RecordMapper mapper = Records.mapper("webpubsub.target.name", "${value.rooms}");

    @Test
    void aListNamesOneTargetEach() {
        assertThat(targets(json("{\"rooms\":[\"a\",7,\"b 1\",\"a\"]}")))
                .containsExactly("chat/group/a", "chat/group/7", "chat/group/b%201");
    }

    @Test
    void allOfThemGetTheSameMessage() {
        List<Operation> sends = ((Mapped.Fan) json("{\"rooms\":[\"a\",\"b\"]}")).operations();

        assertThat(((Operation.Send) sends.get(0)).payload()).isSameAs(((Operation.Send) sends.get(1)).payload());
    }

    @Test
    void aListOfOneIsOneSend() {
        assertThat(json("{\"rooms\":[\"a\"]}")).isInstanceOf(Mapped.Send.class);
        assertThat(json("{\"rooms\":\"a\"}")).isInstanceOf(Mapped.Send.class);
    }

    @Test
    void anEmptyListAsksForNothing() {
        assertThat(json("{\"rooms\":[]}")).isEqualTo(new Mapped.Skip(Mapped.Reason.NO_TARGET));
    }

    @Test
    void oneBadNameRefusesTheRecordAsAWhole() {
        assertThat(problem(json("{\"rooms\":[\"a\",\"\"]}"))).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
        assertThat(problem(json("{\"rooms\":[\"a\",null]}"))).isEqualTo(ErrorCode.RECORD_FIELD_MISSING);
        assertThat(problem(json("{\"rooms\":[[\"a\"]]}"))).isEqualTo(ErrorCode.RECORD_NAME_INVALID);
        assertThat(problem(json("{}"))).isEqualTo(ErrorCode.RECORD_FIELD_MISSING);
    }

    @Test
    void namedCallsTakeListsToo() {
        RecordMapper closing = Records.mapper("operation", "closeUserConnections", "webpubsub.user", "${value.users}");

        Mapped mapped = closing.map(Records.converted(Records.STRINGS, "k", Records.JSON, "{\"users\":[\"u\",\"v\"]}"));

        assertThat(targets(mapped)).containsExactly("chat/user/u", "chat/user/v");
    }

    @Test
    void aStructWithAnArrayDoesAsWell() {
        Schema schema = SchemaBuilder.struct()
                .field("rooms", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .build();
        Struct value = new Struct(schema).put("rooms", Arrays.asList("a", "b"));

        assertThat(targets(
                        mapper.map(Records.record(new SchemaAndValue(null, "k"), new SchemaAndValue(schema, value)))))
                .containsExactly("chat/group/a", "chat/group/b");
    }

    @Test
    void aListInsideALongerTemplateIsNoName() {
        RecordMapper longer = Records.mapper("webpubsub.target.name", "room-${value.rooms}");

        assertThat(problem(
                        longer.map(Records.converted(Records.STRINGS, "k", Records.JSON, "{\"rooms\":[\"a\",\"b\"]}"))))
                .isEqualTo(ErrorCode.RECORD_NAME_INVALID);
    }

    private Mapped json(String value) {
        return mapper.map(Records.converted(Records.STRINGS, "k", Records.JSON, value));
    }

    private static List<String> targets(Mapped mapped) {
        assertThat(mapped).isInstanceOf(Mapped.Fan.class);
        return ((Mapped.Fan) mapped)
                .operations().stream()
                        .map(operation -> operation.target().toString())
                        .toList();
    }

    private static ErrorCode problem(Mapped mapped) {
        assertThat(mapped).isInstanceOf(Mapped.Bad.class);
        return ((Mapped.Bad) mapped).problem().code();
    }
}
