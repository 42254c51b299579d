package io.github.kafkaconnect.webpubsub.sink.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.StringConverter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that are CloudEvents, as any producer of them writes them to Kafka. */
class CloudEventsTest {
    private static final Map<String, String> EVENT = Map.of(
            "ce_specversion", "1.0",
            "ce_id", "7",
            "ce_type", "order.shipped",
            "ce_source", "/shop",
            "ce_subject", "ada",
            "ce_roomid", "r 1");

    private final RecordMapper mapper = Records.mapper(
            "payload.cloudevents", "true", "webpubsub.target.name", "${ce.subject}-${ce.roomid}-${ce.absent|x}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '"',
            value = {
                "application/json                 | {'a':1.10,'b':12345678901234567890} | application/json | {'a':1.10,'b':12345678901234567890}",
                "application/vnd.x+json; charset=utf-8 | [1]        | application/json         | [1]",
                "-                                | {'a':'ü'}      | application/json         | {'a':'ü'}",
                "application/json                 | 'text'         | application/json         | 'text'",
                "text/plain                       | {'a':1}        | text/plain               | {'a':1}",
                "text/html                        | <b>ü</b>       | text/plain               | <b>ü</b>",
                "image/png                        | PNG            | application/octet-stream | PNG",
            })
    void sendsTheDataOfABinaryModeEventAsItsContentTypeSays(
            @Nullable String type, String data, String sentType, String sent) {
        Map<String, String> headers = new TreeMap<>(EVENT);
        if (type != null) {
            headers.put("content-type", type);
        }

        Operation.Send send =
                Records.sent(mapper.map(record(headers, data.replace('\'', '"').getBytes(UTF_8))));

        assertThat(send.target()).hasToString("chat/group/ada-r%201-x");
        assertThat(send.payload().contentType()).isEqualTo(sentType);
        assertThat(new String(send.payload().bytes(), UTF_8)).isEqualTo(sent.replace('\'', '"'));
    }

    @Test
    void refusesDataThatTheServiceWouldNotTake() {
        Map<String, String> headers = new TreeMap<>(EVENT);
        headers.put("content-type", "text/plain");
        assertThat(Shapes.refused(mapper, record(headers, new byte[1_048_577])).code())
                .isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'data':{'a':1}                                     | application/json         | {'a':1}",
                "'datacontenttype':'text/plain','data':'hi'         | text/plain               | hi",
                "'data':[1.10,1234567890123456.78]                  | application/json         | [1.10,1234567890123456.78]",
                "'datacontenttype':'image/png','data_base64':'UE5H' | application/octet-stream | PNG",
            })
    void sendsTheDataOfAStructuredModeEvent(String data, String sentType, String sent) {
        String json =
                "{'specversion':'1.0','id':'7','type':'t','source':'/s','subject':'ada','roomid':'r 1'," + data + "}";

        Operation.Send send = Records.sent(mapper.map(record(
                Map.of("content-type", "application/cloudevents+json; charset=UTF-8"),
                json.replace('\'', '"').getBytes(UTF_8))));

        assertThat(send.target()).hasToString("chat/group/ada-r%201-x");
        assertThat(send.payload().contentType()).isEqualTo(sentType);
        assertThat(new String(send.payload().bytes(), UTF_8)).isEqualTo(sent.replace('\'', '"'));
    }

    @Test
    void reachesTheFieldsOfItsData() {
        RecordMapper byField =
                Records.mapper("payload.cloudevents", "true", "webpubsub.target.name", "${value.to.room}");

        Mapped mapped = byField.map(record(EVENT, "{\"to\":{\"room\":\"lobby\"}}".getBytes(UTF_8)));

        assertThat(Records.target(mapped)).hasToString("chat/group/lobby");
    }

    @Test
    void takesValuesThatAreTextToo() {
        assertThat(Records.sent(mapper.map(record(EVENT, "[1]"))).payload().contentType())
                .isEqualTo("application/json");
    }

    @Test
    void anEventWithoutDataIsATombstone() {
        assertThat(mapper.map(record(EVENT, null))).isInstanceOf(Mapped.Skip.class);
    }

    @Test
    void aRecordWithoutAnythingIsATombstoneToo() {
        assertThat(mapper.map(record(Map.of(), null))).isInstanceOf(Mapped.Skip.class);
        RecordMapper closing = Records.mapper(
                "payload.cloudevents", "true",
                "webpubsub.target", "user",
                "tombstone.behavior", "operation",
                "tombstone.operation", "closeUserConnections");
        assertThat(closing.map(record(Map.of(), null))).isInstanceOfSatisfying(Mapped.Send.class, call -> assertThat(
                        call.operation().kind())
                .isEqualTo(Operation.Kind.CLOSE_USER_CONNECTIONS));
    }

    @Test
    void timesKeepTheirSeconds() {
        Map<String, String> headers = new TreeMap<>(EVENT);
        headers.put("ce_time", "2026-01-01T10:00:00Z");
        RecordMapper byTime = Records.mapper("payload.cloudevents", "true", "webpubsub.target.name", "${ce.time}");
        assertThat(Records.target(byTime.map(record(headers, "1"))).name()).isEqualTo("2026-01-01T10:00:00Z");
    }

    @Test
    void aTextThatIsJsonDataStaysAText() {
        RecordMapper forced = Records.mapper("payload.cloudevents", "true", "payload.format", "json");
        assertThat(Shapes.sent(forced, record(EVENT, "\"42\""))).isEqualTo("\"42\"");
    }

    @Test
    void noCauseQuotesTheRecord() {
        Mapped bad = mapper.map(
                record(Map.of("content-type", "application/cloudevents+json"), "secrettext".getBytes(UTF_8)));
        StringWriter trace = new StringWriter();
        ((Mapped.Bad) bad).problem().printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("is no CloudEvent").doesNotContain("secret");
    }

    @Test
    void numbersWithALongTextTakeNoMoreThanAMessage() {
        String digits = "[" + "1e999,".repeat(100_000) + "1]";
        assertThat(Shapes.refused(mapper, record(EVENT, digits)).code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ce_specversion | is no CloudEvent",
                "ce_id          | is no CloudEvent",
                "ce_type        | is no CloudEvent",
                "ce_source      | is no CloudEvent",
            })
    void saysWhatIsNoCloudEvent(String missing, String problem) {
        Map<String, String> headers = new TreeMap<>(EVENT);
        headers.remove(missing);

        assertBad(mapper.map(record(headers, "{}".getBytes(UTF_8))), problem);
    }

    @Test
    void saysWhatIsWrongWithItsData() {
        assertBad(mapper.map(record(EVENT, "{".getBytes(UTF_8))), "is not JSON, although its content type says so");
        assertBad(mapper.map(record(EVENT, Map.of("a", 1))), "set value.converter to ByteArrayConverter");
        assertBad(
                mapper.map(record(Map.of("content-type", "application/cloudevents+json"), "no json".getBytes(UTF_8))),
                "is no CloudEvent");
    }

    private static void assertBad(Mapped mapped, String problem) {
        assertThat(mapped).isInstanceOfSatisfying(Mapped.Bad.class, bad -> {
            assertThat(bad.problem().code()).isEqualTo(ErrorCode.RECORD_PAYLOAD_INVALID);
            assertThat(bad.problem().detail()).contains(problem);
        });
    }

    private static SinkRecord record(Map<String, String> headers, @Nullable Object value) {
        SinkRecord record = Records.record(new SchemaAndValue(null, "k"), new SchemaAndValue(null, value));
        headers.forEach((name, text) -> Records.withHeader(record, new StringConverter(), name, text));
        return record;
    }
}
