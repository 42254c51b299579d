package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.jspecify.annotations.Nullable;

/** Records as Connect's own converters make them, and mappers as options make them. */
public final class Records {
    public static final Converter STRINGS = configured(new StringConverter(), Map.of());
    public static final Converter JSON = configured(new JsonConverter(), Map.of("schemas.enable", "false"));
    public static final Converter JSON_WITH_SCHEMA = configured(new JsonConverter(), Map.of("schemas.enable", "true"));

    private Records() {}

    private static Converter configured(Converter converter, Map<String, String> config) {
        converter.configure(config, false);
        return converter;
    }

    /** A mapper of a valid configuration: hub chat, a group named by a template, unless the pairs say otherwise. */
    public static RecordMapper mapper(String... pairs) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "webpubsub.hub", "chat",
                "webpubsub.target", "group",
                "webpubsub.target.name", "${key}"));
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        var config = SinkOptions.SPEC.parse(properties);
        return new RecordMapper(RecordMapper.Options.from(config, properties));
    }

    /** A record of the topic orders, partition 3, offset 42, at 1,800,000,000,000 ms. */
    public static SinkRecord record(SchemaAndValue key, SchemaAndValue value) {
        return new SinkRecord(
                "orders",
                3,
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                42,
                1_800_000_000_000L,
                TimestampType.CREATE_TIME,
                new ConnectHeaders());
    }

    /** What the converters make of these texts on the wire. */
    public static SinkRecord converted(Converter keys, String key, Converter values, String value) {
        return record(
                keys.toConnectData("orders", key.getBytes(StandardCharsets.UTF_8)),
                values.toConnectData("orders", value.getBytes(StandardCharsets.UTF_8)));
    }

    public static SinkRecord strings(String key, String value) {
        return converted(STRINGS, key, STRINGS, value);
    }

    public static SinkRecord withHeader(
            SinkRecord record, HeaderConverter headers, String name, @Nullable String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        record.headers().add(name, headers.toConnectHeader("orders", name, bytes));
        return record;
    }

    public static Operation.Send sent(Mapped mapped) {
        if (mapped instanceof Mapped.Send send) {
            return (Operation.Send) send.operation();
        }
        throw new AssertionError("not sent: " + mapped);
    }

    public static Target target(Mapped mapped) {
        return sent(mapped).target();
    }
}
