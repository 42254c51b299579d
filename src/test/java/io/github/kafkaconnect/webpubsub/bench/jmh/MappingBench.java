package io.github.kafkaconnect.webpubsub.bench.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapped;
import io.github.kafkaconnect.webpubsub.sink.mapping.RecordMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a record to what it asks for: templates are filled in, about 200 bytes become the payload. */
@State(Scope.Thread)
public class MappingBench {

    private static final String TEXT = "x".repeat(200);

    /** What is mapped. */
    public enum Shape {
        /** A text to a group with a fixed name. */
        TEXT_TO_LITERAL,
        /** A text to the group that the key names. */
        TEXT_TO_KEY,
        /** A text to a group whose name has four placeholders. */
        TEXT_TO_LONG_TEMPLATE,
        /** A Struct of five fields, as JSON. */
        STRUCT,
        /** The same as a Map, as converters without schemas make it. */
        MAP,
        /** A text to three groups. */
        TEXT_TO_THREE,
        /** A CloudEvent in binary mode with JSON data. */
        CLOUD_EVENT_BINARY,
        /** A CloudEvent in structured mode with JSON data. */
        CLOUD_EVENT_STRUCTURED,
        /** A command as text of JSON. */
        COMMAND,
        /** The beginning of a workflow, with its inputs from a Map. */
        WORKFLOW
    }

    /** What is mapped. */
    @Param
    public Shape shape = Shape.TEXT_TO_LITERAL;

    private RecordMapper mapper = mapper(Map.of());
    private SinkRecord record = text();

    @Setup
    public void prepare() {
        mapper = mapper(options(shape));
        record = record(shape);
    }

    @Benchmark
    public Mapped map() {
        return mapper.map(record);
    }

    private static Map<String, String> options(Shape shape) {
        return switch (shape) {
            case TEXT_TO_LITERAL -> Map.of("webpubsub.target.name", "lobby");
            case TEXT_TO_KEY -> Map.of("webpubsub.target.name", "${key}");
            case TEXT_TO_LONG_TEMPLATE -> Map.of(
                    "webpubsub.target.name", "room-${key}-${header.kind}-${topic|none}-${partition}");
            case STRUCT, MAP -> Map.of("webpubsub.target.name", "${value.room}");
            case TEXT_TO_THREE -> Map.of("webpubsub.target.name", "${key.rooms}");
            case CLOUD_EVENT_BINARY, CLOUD_EVENT_STRUCTURED -> Map.of(
                    "webpubsub.target.name", "${ce.subject}", "payload.cloudevents", "true");
            case COMMAND -> Map.of("operation", "command");
            case WORKFLOW -> Map.of("workflow", "notify-user-if-online");
        };
    }

    private static SinkRecord record(Shape shape) {
        return switch (shape) {
            case TEXT_TO_LITERAL, TEXT_TO_KEY, TEXT_TO_LONG_TEMPLATE -> text();
            case STRUCT -> record("k", SCHEMA, struct());
            case MAP -> record("k", null, Map.of("room", "t42", "user", 7L, "text", TEXT, "score", 1.5, "on", true));
            case TEXT_TO_THREE -> record(Map.of("rooms", List.of("a", "b", "c")), Schema.STRING_SCHEMA, TEXT);
            case CLOUD_EVENT_BINARY -> binary();
            case CLOUD_EVENT_STRUCTURED -> structured();
            case COMMAND -> record(
                    "k",
                    Schema.STRING_SCHEMA,
                    "{\"operation\":\"sendToGroup\",\"group\":\"t42\",\"data\":\"" + TEXT + "\"}");
            case WORKFLOW -> record("k", null, Map.of("userId", "ada", "message", TEXT));
        };
    }

    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("room", Schema.STRING_SCHEMA)
            .field("user", Schema.INT64_SCHEMA)
            .field("text", Schema.STRING_SCHEMA)
            .field("score", Schema.FLOAT64_SCHEMA)
            .field("on", Schema.BOOLEAN_SCHEMA)
            .build();

    private static Struct struct() {
        return new Struct(SCHEMA)
                .put("room", "t42")
                .put("user", 7L)
                .put("text", TEXT)
                .put("score", 1.5)
                .put("on", true);
    }

    private static SinkRecord binary() {
        SinkRecord record = record("k", null, ("{\"text\":\"" + TEXT + "\"}").getBytes(UTF_8));
        Map.of("specversion", "1.0", "id", "7", "type", "t", "source", "/s", "subject", "t42")
                .forEach((name, value) -> record.headers().addString("ce_" + name, value));
        record.headers().addString("content-type", "application/json");
        return record;
    }

    private static SinkRecord structured() {
        SinkRecord record = record(
                "k",
                null,
                ("{\"specversion\":\"1.0\",\"id\":\"7\",\"type\":\"t\",\"source\":\"/s\",\"subject\":\"t42\",\"data\":{\"text\":\""
                                + TEXT + "\"}}")
                        .getBytes(UTF_8));
        record.headers().addString("content-type", "application/cloudevents+json");
        return record;
    }

    private static SinkRecord text() {
        return record("t42", Schema.STRING_SCHEMA, TEXT);
    }

    private static SinkRecord record(Object key, @Nullable Schema schema, Object value) {
        SinkRecord record = new SinkRecord("events", 0, null, key, schema, value, 1);
        record.headers().addString("kind", "chat");
        return record;
    }

    static RecordMapper mapper(Map<String, String> options) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "webpubsub.connection.string",
                "Endpoint=http://127.0.0.1:1;AccessKey=" + "k".repeat(44) + ";Version=1.0;",
                "webpubsub.hub",
                "bench",
                "webpubsub.target",
                "group",
                "webpubsub.target.name",
                "lobby"));
        properties.putAll(options);
        return new RecordMapper(RecordMapper.Options.from(SinkOptions.SPEC.parse(properties), properties));
    }
}
