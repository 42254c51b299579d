package io.github.kafkaconnect.webpubsub.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapped;
import io.github.kafkaconnect.webpubsub.sink.mapping.Records;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Elsewhere a tombstone killed the task. */
class TombstoneTest {
    private final SinkRecord tombstone =
            Records.record(new SchemaAndValue(Schema.STRING_SCHEMA, "k"), SchemaAndValue.NULL);

    @Test
    void aTombstoneIsSkipped() {
        assertThat(Records.mapper().map(tombstone)).isEqualTo(new Mapped.Skip(Mapped.Reason.TOMBSTONE));
    }

    @Test
    void aTombstoneIsSkippedEvenWhenTheTemplateNeedsItsValue() {
        assertThat(Records.mapper("webpubsub.target.name", "${value.room}").map(tombstone))
                .isInstanceOf(Mapped.Skip.class);
    }

    @Test
    void theJsonTextNullIsATombstoneAsJsonConverterReadsIt() {
        SinkRecord record = Records.record(
                new SchemaAndValue(Schema.STRING_SCHEMA, "k"),
                Records.JSON.toConnectData("t", "null".getBytes(StandardCharsets.UTF_8)));
        assertThat(Records.mapper().map(record)).isInstanceOf(Mapped.Skip.class);
    }

    @Test
    void aTombstoneIsErrantWhenTheUserWantsSo() {
        Mapped mapped = Records.mapper("tombstone.behavior", "fail").map(tombstone);
        assertThat(((Mapped.Bad) mapped).problem().code()).isEqualTo(ErrorCode.RECORD_TOMBSTONE);
    }
}
