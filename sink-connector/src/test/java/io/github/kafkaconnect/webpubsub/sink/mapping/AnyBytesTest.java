package io.github.kafkaconnect.webpubsub.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes a value has, mapping ends with a decision: an exception would stop the task at the same record for ever. */
class AnyBytesTest {
    private static final List<RecordMapper> MAPPERS = List.of(
            Records.mapper("operation", "command"),
            Records.mapper("payload.cloudevents", "true"),
            Records.mapper("payload.format", "json"),
            Records.mapper("payload.format", "json", "payload.stamp", "_kafka"),
            Records.mapper("workflow", "notify-user-if-online"));

    /** Bytes that a parser takes for UTF-32, as what stands before an Avro record is. */
    @ParameterizedTest
    @ValueSource(strings = {"00007B00", "00000000010C6162", "0000FEFF0011FFFF", "FFFE0000", "EFBBBF7B"})
    void bytesThatSeemToBeOfAnotherEncodingAreErrant(String hex) {
        check(HexFormat.of().parseHex(hex));
    }

    @Property
    void anyBytesAreDecidedAbout(@ForAll byte[] value) {
        check(value);
    }

    private static void check(byte[] value) {
        SinkRecord plain = Records.record(new SchemaAndValue(null, "k"), new SchemaAndValue(null, value));
        SinkRecord event = plain.newRecord(
                plain.topic(),
                3,
                null,
                "k",
                null,
                value,
                plain.timestamp(),
                plain.headers().duplicate());
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        "7",
                        "ce_type",
                        "t",
                        "ce_source",
                        "/s",
                        "content-type",
                        "application/json")
                .forEach(event.headers()::addString);
        for (RecordMapper mapper : MAPPERS) {
            for (SinkRecord record : List.of(plain, event)) {
                assertThat(mapper.map(record)).isNotNull().satisfies(mapped -> {
                    if (mapped instanceof Mapped.Bad bad) {
                        assertThat(bad.problem().code().id())
                                .as(bad.problem().detail())
                                .startsWith("WPS-3");
                    }
                });
            }
        }
    }
}
