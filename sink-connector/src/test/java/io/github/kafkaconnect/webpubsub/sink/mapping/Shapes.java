package io.github.kafkaconnect.webpubsub.sink.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Records with all kinds of values, and the JSON that is made of them. */
final class Shapes {
    private static final Schema USER = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("nick", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static final Schema ORDER = SchemaBuilder.struct()
            .field("user", USER)
            .field("guest", USER)
            .field("text", Schema.STRING_SCHEMA)
            .field("paid", Schema.BOOLEAN_SCHEMA)
            .field("price", Decimal.schema(2))
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("time", Time.SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .field("raw", Schema.BYTES_SCHEMA)
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA))
            .field("days", SchemaBuilder.map(Schema.STRING_SCHEMA, org.apache.kafka.connect.data.Date.SCHEMA))
            .build();

    private Shapes() {}

    /** A Struct with every logical type; its user's nick and its guest are null. */
    static SinkRecord order() {
        Struct value = new Struct(ORDER)
                .put("user", new Struct(USER).put("id", 9_007_199_254_740_993L))
                .put("text", "grüße \"😀\"\n")
                .put("paid", true)
                .put("price", new BigDecimal("12.30"))
                .put("day", Date.from(Instant.EPOCH))
                .put("time", Date.from(Instant.ofEpochMilli(72_000_500)))
                .put("at", Date.from(Instant.ofEpochMilli(1_800_000_000_000L)))
                .put("raw", new byte[] {1, 2})
                .put("tags", List.of("a", "${key}"))
                .put("days", Map.of("first", Date.from(Instant.ofEpochMilli(86_400_000))));
        return Records.record(new SchemaAndValue(Schema.STRING_SCHEMA, "k"), new SchemaAndValue(ORDER, value));
    }

    /** A record without schemas. */
    static SinkRecord plain(@Nullable Object key, @Nullable Object value) {
        return Records.record(new SchemaAndValue(null, key), new SchemaAndValue(null, value));
    }

    /** A value as JsonConverter without schemas makes it. */
    static SinkRecord json(String value) {
        return Records.converted(Records.STRINGS, "k", Records.JSON, value.replace('\'', '"'));
    }

    static RecordMapper mapper(String... pairs) {
        String[] all = Arrays.copyOf(pairs, pairs.length + 2);
        all[pairs.length] = "webpubsub.target.name";
        all[pairs.length + 1] = "room";
        return Records.mapper(all);
    }

    /** The JSON that is sent. */
    static String sent(RecordMapper mapper, SinkRecord record) {
        Payload payload = Records.sent(mapper.map(record)).payload();
        assertThat(payload).isInstanceOf(Payload.Json.class);
        return new String(payload.bytes(), UTF_8);
    }

    static WebPubSubException refused(RecordMapper mapper, SinkRecord record) {
        if (mapper.map(record) instanceof Mapped.Bad bad) {
            return bad.problem();
        }
        throw new AssertionError("was not refused");
    }
}
