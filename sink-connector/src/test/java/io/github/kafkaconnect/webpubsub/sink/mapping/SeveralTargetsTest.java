package io.github.kafkaconnect.webpubsub.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "group      | 'a' in groups or 'O''Neil' in groups",
                "user       | userId in ('a','O''Neil')",
                "connection | connectionId in ('a','O''Neil')",
            })
    void aListMayBeOneSendToTheHubWithAFilter(String target, String filter) {
        RecordMapper filtering = Records.mapper(
                "webpubsub.target",
                target,
                "webpubsub.target.name",
                "${value.names}",
                "webpubsub.target.list",
                "filter");

        Operation.Send send = Records.sent(
                filtering.map(Records.converted(Records.STRINGS, "k", Records.JSON, "{\"names\":[\"a\",\"O'Neil\"]}")));

        assertThat(send.target()).hasToString("chat/all");
        assertThat(send.options().filter()).isEqualTo(filter);
        assertThat(Records.target(
                        filtering.map(Records.converted(Records.STRINGS, "k", Records.JSON, "{\"names\":[\"a\"]}"))))
                .as("a list of one goes in the same order as longer ones")
                .hasToString("chat/all");
        assertThat(problem(filtering.map(
                        Records.converted(Records.STRINGS, "k", Records.JSON, "{\"names\":[\"a\",\"\"]}"))))
                .as("wrong here as well")
                .isEqualTo(ErrorCode.RECORD_NAME_INVALID);
    }

    @Test
    void aFilterOfTheConnectorMustBeMetBesides() {
        RecordMapper filtering = Records.mapper(
                "webpubsub.target.name", "${value.rooms}",
                "webpubsub.target.list", "filter",
                "webpubsub.filter", "userId ne '${value.by}'");

        Mapped mapped = filtering.map(
                Records.converted(Records.STRINGS, "k", Records.JSON, "{\"rooms\":[\"a\",\"b\"],\"by\":\"ada\"}"));

        assertThat(Records.sent(mapped).options().filter())
                .isEqualTo("('a' in groups or 'b' in groups) and (userId ne 'ada')");
    }

    @Test
    void tooManyTargetsForAFilterAreRefused() {
        RecordMapper filtering =
                Records.mapper("webpubsub.target.name", "${value.rooms}", "webpubsub.target.list", "filter");
        String rooms = IntStream.rangeClosed(1, 101).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(problem(filtering.map(
                        Records.converted(Records.STRINGS, "k", Records.JSON, "{\"rooms\":[" + rooms + "]}"))))
                .isEqualTo(ErrorCode.RECORD_OPERATION_INVALID);
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
