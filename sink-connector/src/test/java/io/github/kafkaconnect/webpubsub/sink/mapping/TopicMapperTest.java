package io.github.kafkaconnect.webpubsub.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.sink.config.ConfigProblem;
import io.github.kafkaconnect.webpubsub.sink.config.SinkConfigCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One connector for several topics that ask for different things. */
class TopicMapperTest {
    private static final Map<String, String> BASE = Map.of(
            "webpubsub.connection.string",
            "Endpoint=https://a.b;AccessKey=" + "k".repeat(40) + ";Version=1.0;",
            "webpubsub.hub",
            "chat",
            "webpubsub.target",
            "group",
            "webpubsub.target.name",
            "${key}");

    @Test
    void anOptionMayDifferByTopic() {
        Map<String, String> properties = with(
                "topic.alerts.webpubsub.target", "user",
                "topic.gone.v2.tombstone.behavior", "operation",
                "topic.gone.v2.tombstone.operation", "closeGroupConnections");
        Mapper mapper = TopicMapper.of(properties);

        assertThat(SinkConfigCheck.allProblems(properties)).isEmpty();
        assertThat(target(mapper.map(record("orders", "v")))).isEqualTo("chat/group/k");
        assertThat(target(mapper.map(record("alerts", "v")))).isEqualTo("chat/user/k");
        assertThat(((Mapped.Send) mapper.map(record("gone.v2", null)))
                        .operation()
                        .kind()
                        .operationName())
                .isEqualTo("closeGroupConnections");
        assertThat(mapper.map(record("orders", null))).isInstanceOf(Mapped.Skip.class);
    }

    @Test
    void withoutOverridesThereIsOneMapper() {
        assertThat(TopicMapper.of(BASE)).isInstanceOf(RecordMapper.class);
    }

    @ParameterizedTest
    @CsvSource({
        "topic.alerts.webpubsub.target, all, webpubsub.target.name, (for topic alerts)",
        "topic.alerts.webpubsub.target, everybody, webpubsub.target, for topic alerts",
        "topic.alerts.webpubsub.target.name, ${room}, webpubsub.target, for topic alerts",
        "topic.alerts.buffer.max.records, 7, webpubsub.target, ends in no option that may differ by topic",
        "topic.webpubsub.target, user, webpubsub.target, ends in no option that may differ by topic",
    })
    void saysWhichOverrideIsWrong(String key, String value, String at, String words) {
        List<ConfigProblem> problems = SinkConfigCheck.allProblems(with(key, value));

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(at);
            assertThat(problem.message()).contains(words);
        });
    }

    private static Map<String, String> with(String... pairs) {
        Map<String, String> properties = new HashMap<>(BASE);
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    private static SinkRecord record(String topic, @Nullable String value) {
        SinkRecord any = Records.record(new SchemaAndValue(null, "k"), new SchemaAndValue(null, value));
        return any.newRecord(topic, 0, null, "k", null, value, 0L);
    }

    private static String target(Mapped mapped) {
        return ((Mapped.Send) mapped).operation().target().toString();
    }
}
