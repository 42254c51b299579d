package io.github.kafkaconnect.webpubsub.bench.jmh;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.OperationOptions;
import io.github.kafkaconnect.webpubsub.sink.config.PayloadOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapped;
import io.github.kafkaconnect.webpubsub.sink.mapping.RecordMapper;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a record to an operation: the target's template is filled in, 200 characters of text become the payload. */
@State(Scope.Thread)
public class MappingBench {

    /** The template of the target's name. */
    @Param({"${key}", "room-${key}-${header.kind}-${topic|none}", "lobby"})
    public String template = "";

    private RecordMapper mapper = mapper("lobby");
    private final SinkRecord record = record();

    @Setup
    public void makeMapper() {
        mapper = mapper(template);
    }

    @Benchmark
    public Mapped map() {
        return mapper.map(record);
    }

    private static RecordMapper mapper(String template) {
        ParsedConfig config = SinkOptions.SPEC.parse(Map.of(
                "webpubsub.connection.string",
                "Endpoint=http://127.0.0.1:1;AccessKey=" + "k".repeat(44) + ";Version=1.0;",
                "webpubsub.hub",
                "bench",
                "webpubsub.target",
                "group",
                "webpubsub.target.name",
                template));
        return new RecordMapper(OperationOptions.from(config), PayloadOptions.from(config), LiveOptions.from(config));
    }

    private static SinkRecord record() {
        SinkRecord record =
                new SinkRecord("events", 0, Schema.STRING_SCHEMA, "t42", Schema.STRING_SCHEMA, "x".repeat(200), 1);
        record.headers().addString("kind", "chat");
        return record;
    }
}
