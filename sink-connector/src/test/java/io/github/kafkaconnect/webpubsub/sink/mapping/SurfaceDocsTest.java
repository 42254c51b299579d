package io.github.kafkaconnect.webpubsub.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md of the sink shows works. */
class SurfaceDocsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Za-z-]+) \\| `(\\{.*?})` \\| ");

    private record Row(String name, String value) {
        boolean isCommand() {
            return value.startsWith("{\"operation\"");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Row> rows() throws IOException {
        Path file = Files.exists(Path.of("CONFIG.md")) ? Path.of("README.md") : Path.of("sink-connector", "README.md");
        Matcher rows = ROW.matcher(Files.readString(file));
        return rows.results().map(row -> new Row(row.group(1), row.group(2))).toList();
    }

    static Stream<Row> commands() throws IOException {
        return rows().stream().filter(Row::isCommand);
    }

    static Stream<Row> workflows() throws IOException {
        return rows().stream().filter(row -> !row.isCommand());
    }

    @Test
    void showsEveryCallAndTwelveWorkflows() throws IOException {
        assertThat(commands().map(Row::name))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Operation.Kind.values())
                        .map(Operation.Kind::operationName)
                        .toList());
        assertThat(workflows()).hasSize(12).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOne(Row row) {
        Mapped mapped = Records.mapper("operation", "command").map(Records.strings("k", row.value()));

        assertThat(first(mapped).kind().operationName()).isEqualTo(row.name());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyWorkflowBegins(Row row) {
        SinkRecord record = Records.converted(Records.STRINGS, "k", Records.JSON, row.value());
        Records.withHeader(record, new StringConverter(), "flow", row.name());

        assertThat(first(Records.mapper("workflow", "${header.flow}").map(record))
                        .target()
                        .hub()
                        .name())
                .isEqualTo("chat");
    }

    private static Operation first(Mapped mapped) {
        if (mapped instanceof Mapped.Send send) {
            return send.operation();
        }
        assertThat(mapped).isInstanceOf(Mapped.Run.class);
        return Objects.requireNonNull(((Mapped.Run) mapped).first());
    }
}
