package io.github.kafkaconnect.webpubsub.bench.jmh;

import io.github.kafkaconnect.webpubsub.sink.mapping.Mapped;
import io.github.kafkaconnect.webpubsub.sink.mapping.RecordMapper;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A target's name from a template, with as many different names as there are keys, which come in turn. */
@State(Scope.Thread)
public class TemplateBench {

    private static final String TEXT = "x".repeat(200);

    /** How many different keys. */
    @Param({"1", "1000", "1000000"})
    public int targets;

    /** Of the target's name. */
    @Param({"${key}", "room-${key}-${topic}-${partition}"})
    public String template = "${key}";

    private RecordMapper mapper = MappingBench.mapper(Map.of());
    private SinkRecord[] records = new SinkRecord[0];
    private int next;

    @Setup
    public void prepare() {
        mapper = MappingBench.mapper(Map.of("webpubsub.target.name", template));
        records = IntStream.range(0, targets)
                .mapToObj(i -> new SinkRecord("events", 0, Schema.STRING_SCHEMA, "t" + i, null, TEXT, i))
                .toArray(SinkRecord[]::new);
    }

    @Benchmark
    public Mapped fill() {
        next = next + 1 == targets ? 0 : next + 1;
        return mapper.map(records[next]);
    }
}
