package io.github.kafkaconnect.webpubsub.sink.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.sink.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowConfigCheckTest {
    private static final String DOCUMENT =
            """
            arazzo: 1.0.1
            info: {title: t, version: 1.0.0}
            workflows:
              - workflowId: ping
                inputs: {type: object, properties: {who: {type: string}}}
                steps: [{stepId: one, operationId: GetServiceStatus}]
            """;

    @TempDir
    private Path root;

    @Test
    void findsNothingWrongWithWhatIsRight() throws IOException {
        Files.writeString(root.resolve("flows.yaml"), DOCUMENT.replace("ping", "pong"));

        assertThat(problems("workflow", "ping", "workflow.document", DOCUMENT)).isEmpty();
        assertThat(problems("workflow", "pong", "workflow.files", "flows.yaml", "files.root", root.toString()))
                .isEmpty();
        assertThat(problems("workflow", "${header.flow|}", "workflow.input.anything", "${key}"))
                .isEmpty();
        assertThat(problems("workflow", "notify-user-if-online", "workflow.input.userId", "${key}"))
                .isEmpty();
        assertThat(problems("topic.a.workflow", "ping", "workflow.document", DOCUMENT, "workflow.input.who", "${key}"))
                .as("of one topic alone")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workflow          | workflow=notify-everybody                   | WPS-1001 workflow is the name of no workflow; there are",
                "workflow          | topic.alerts.workflow=notify-user-if-onlin  | is the name of no workflow; there are",
                "workflow          | topic.alerts.workflow=notify-user-if-onlin  | (for topic alerts)",
                "workflow          | workflow=notify-user-if-online workflow.input.usr=x | has no input usr, which workflow.input.usr gives",
                "workflow          | workflow=notify-user-if-online workflow.input.userId=${key | WPS-1003 workflow cannot have the input of",
                "workflow          | workflow.input.userId=x                     | WPS-1002 workflow is missing, but there is workflow.input.userId",
                "workflow.document | workflow.document=arazzo:                   | WPS-1002 workflow.document has no meaning without workflow",
                "workflow.document | workflow=x workflow.document=arazzo:        | WPS-1005 workflow.document is not usable: arazzo must be 1.0.x",
                "workflow.files    | workflow=x workflow.files=flows.yaml        | WPS-1001 workflow.files 'flows.yaml' needs files.root",
                "workflow.files    | workflow=x workflow.files=none.yaml files.root=ROOT | cannot be read below files.root on this worker",
                "workflow.files    | workflow=x workflow.files=../secret files.root=ROOT | is not below files.root",
                "workflow.files    | workflow=x workflow.files=link files.root=ROOT | is not below files.root",
                "workflow.files    | workflow=x workflow.files=bad.yaml files.root=ROOT | WPS-1005 workflow.files is not usable:",
            })
    void namesTheOptionAndTheRemedy(String key, String options, String message) throws IOException {
        Path inside = Files.createDirectory(root.resolve("inside"));
        Files.writeString(root.resolve("secret"), "secret");
        Files.writeString(inside.resolve("bad.yaml"), "workflows: []");
        Files.createSymbolicLink(inside.resolve("link"), root.resolve("secret"));
        String[] pairs = options.replace("ROOT", inside.toString()).split("[ =]", -1);

        assertThat(problems(pairs)).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.message()).contains(message).doesNotContain("secret\n");
        });
    }

    private static List<ConfigProblem> problems(String... pairs) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        return WorkflowConfigCheck.problems(properties);
    }
}
