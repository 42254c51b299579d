package io.github.kafkaconnect.webpubsub.sink.task;

import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P0;
import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class RecordSizeTest {
    @Test
    void textsAndBytesCountByTheirLength() {
        assertThat(RecordSize.of("x".repeat(1_000))).isEqualTo(1_000);
        assertThat(RecordSize.of(new byte[1_000])).isEqualTo(1_000);
        assertThat(RecordSize.of(ByteBuffer.wrap(new byte[1_000], 10, 20))).isEqualTo(20);
        assertThat(RecordSize.of(42L)).isEqualTo(16);
        assertThat(RecordSize.of(null)).isZero();
    }

    @Test
    void treesCountByWhatIsInThem() {
        Schema schema = SchemaBuilder.struct()
                .field("text", Schema.STRING_SCHEMA)
                .field("none", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct struct = new Struct(schema).put("text", "x".repeat(100));
        assertThat(RecordSize.of(struct)).isEqualTo(16 + 100);
        assertThat(RecordSize.of(Map.of("key", List.of("x".repeat(100), 1)))).isEqualTo(16 + 3 + 16 + 100 + 16);
    }

    @Test
    void looksAtSoMuchOfATreeOnly() {
        assertThat(RecordSize.of(Collections.nCopies(10_000_000, "x"))).isEqualTo(16 + 999);
        Object deep = "x".repeat(100);
        for (int i = 0; i < 10_000; i++) {
            deep = List.of(deep);
        }
        assertThat(RecordSize.of(deep)).isEqualTo(33 * 16);
    }

    @Test
    void aRecordCountsByKeyAndValueButNotWhatIsSentAsItIs() {
        byte[] value = new byte[1_000];
        assertThat(RecordSize.of(record(P0, 1, "key", value), null)).isEqualTo(1_003);
        assertThat(RecordSize.of(record(P0, 1, "key", value), value)).isEqualTo(3);
        assertThat(RecordSize.of(record(P0, 1, "key", value), value.clone())).isEqualTo(1_003);
        assertThat(RecordSize.of(record(P0, 1, null, null), null)).isZero();
    }
}
