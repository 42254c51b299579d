package io.github.kafkaconnect.webpubsub.sink.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.EncodedOperation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message carries besides its payload, and records without a value. */
class MessageExtrasTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final OperationEncoder ENCODER = new OperationEncoder();

    @Test
    void metadataComesFromTemplates() {
        RecordMapper mapper = Records.mapper(
                "message.metadata.origin", "${topic}-${partition}-${offset}", "message.metadata.kind", "chat");

        assertThat(headers(mapper.map(Records.strings("room", "hi"))))
                .isEqualTo(Map.of("X-WebPubSub-Metadata-origin", "orders-3-42", "X-WebPubSub-Metadata-kind", "chat"));
    }

    @Test
    void metadataOfACommandIsItsMember() {
        Mapped mapped = Records.mapper("operation", "command")
                .map(Records.strings("k", "{\"operation\":\"sendToAll\",\"data\":1,\"metadata\":{\"id\":7}}"));

        assertThat(headers(mapped)).isEqualTo(Map.of("X-WebPubSub-Metadata-id", "7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grüße", "a\nb", "LONG"})
    void refusesMetadataThatTheServiceWouldRefuse(String value) {
        SinkRecord record = header(Records.strings("room", "hi"), "note", value.replace("LONG", "x".repeat(1_025)));

        assertThat(Records.mapper("message.metadata.note", "${header.note}").map(record))
                .isInstanceOfSatisfying(
                        Mapped.Bad.class,
                        bad -> assertThat(bad.problem().code()).isEqualTo(ErrorCode.RECORD_NAME_INVALID));
    }

    @Test
    void theTraceContextTravelsWhenAskedFor() {
        SinkRecord record = header(header(Records.strings("room", "hi"), "traceparent", PARENT), "tracestate", "a=b");

        assertThat(headers(Records.mapper().map(record))).isEmpty();
        assertThat(headers(Records.mapper("message.trace.context", "true").map(record)))
                .isEqualTo(
                        Map.of("X-WebPubSub-Metadata-traceparent", PARENT, "X-WebPubSub-Metadata-tracestate", "a=b"));
    }

    @ParameterizedTest
    @CsvSource({"nonsense, a=b", "'', a=b", "00-XAF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, a=b"})
    void aBrokenTraceContextIsLeftOut(String parent, String state) {
        SinkRecord record = header(header(Records.strings("room", "hi"), "traceparent", parent), "tracestate", state);

        assertThat(headers(Records.mapper("message.trace.context", "true").map(record)))
                .isEmpty();
    }

    @Test
    void aTraceStateThatIsTooLongIsLeftOutAlone() {
        SinkRecord record =
                header(header(Records.strings("room", "hi"), "traceparent", PARENT), "tracestate", "x".repeat(2_000));

        assertThat(headers(Records.mapper("message.trace.context", "true").map(record)))
                .containsOnlyKeys("X-WebPubSub-Metadata-traceparent");
    }

    @ParameterizedTest
    @CsvSource({
        "auto, text/plain, ''",
        "text, text/plain, ''",
        "binary, application/octet-stream, ''",
        "json, application/json, null"
    })
    void aTombstoneMayBeAnEmptyMessage(String format, String contentType, String body) {
        EncodedOperation call =
                ENCODER.encode(Records.sent(Records.mapper("tombstone.behavior", "empty", "payload.format", format)
                        .map(tombstone())));

        assertThat(call.contentType()).isEqualTo(contentType);
        assertThat(new String(call.body(), UTF_8)).isEqualTo(body);
    }

    @Test
    void aTombstoneMayAskForACallAboutItsTarget() {
        Mapped mapped = Records.mapper(
                        "tombstone.behavior",
                        "operation",
                        "tombstone.operation",
                        "closeUserConnections",
                        "webpubsub.target",
                        "user",
                        "webpubsub.reason",
                        "gone")
                .map(tombstone());

        assertThat(((Mapped.Send) mapped).operation().target()).hasToString("chat/user/room");
        assertThat(ENCODER.encode(((Mapped.Send) mapped).operation()).pathAndQuery())
                .isEqualTo("/api/hubs/chat/users/room/:closeConnections?api-version=2024-12-01&reason=gone");
    }

    @ParameterizedTest
    @CsvSource({"skip, Skip", "fail, Bad"})
    void aTombstoneIsSkippedOrErrant(String behavior, String kind) {
        assertThat(Records.mapper("tombstone.behavior", behavior)
                        .map(tombstone())
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
    }

    private static SinkRecord tombstone() {
        return Records.record(new SchemaAndValue(null, "room"), new SchemaAndValue(null, null));
    }

    private static SinkRecord header(SinkRecord record, String name, String value) {
        return Records.withHeader(record, new StringConverter(), name, value);
    }

    private static Map<String, String> headers(Mapped mapped) {
        return ENCODER.encode(((Mapped.Send) mapped).operation()).headers().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
