package io.github.kafkaconnect.webpubsub.sink.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void tellsTheRequestOfEachRecordAndItsLane() throws IOException {
        int end = explain(
                "webpubsub-sink.json",
                """
                {"key":"room 1","value":"hello"}

                {"key":"..","value":"hello"}
                {"key":"room"}
                nonsense
                """);

        assertThat(end).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        record 1
                          lane       chat/group/room%201 (ordering=target)
                          operation  sendToGroup for chat/group/room%201
                          request    POST /api/hubs/chat/groups/room%201/:send?api-version=2024-12-01
                          body       5 bytes of text/plain: hello
                        record 3
                          errant     WPS-3102 webpubsub.target.name: group has . or .. between slashes or as a whole, which is resolved in URLs and changes the target
                        record 4
                          skipped    tombstone
                        record 5
                          unreadable the line is not JSON
                        """);
    }

    @Test
    void tellsCommandsAndWorkflows() throws IOException {
        explain(
                "webpubsub-sink-commands.json",
                "{\"value\":[{\"operation\":\"addUserToGroup\",\"user\":\"u\",\"group\":\"g\"},{\"operation\":\"sendToGroup\",\"group\":\"g\",\"data\":{\"a\":1}}]}");
        assertThat(printed())
                .contains(
                        "request    PUT /api/hubs/chat/users/u/groups/g?",
                        "request    POST /api/hubs/chat/groups/g/:send?",
                        "body       7 bytes of application/json: {\"a\":1}");

        printed.reset();
        explain(
                "webpubsub-sink-workflows.json",
                "{\"headers\":{\"flow\":\"notify-user-if-online\"},\"value\":{\"userId\":\"u\",\"message\":\"hi\"}}");
        assertThat(printed())
                .contains(
                        "workflow   notify-user-if-online, which begins with",
                        "request    HEAD /api/hubs/chat/users/u?");
    }

    @Test
    void namesTheProblemsOfTheConfigurationInstead() throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.json"), "{\"webpubsub.hub\":\"1\",\"webpubsub.target\":\"all\"}");
        Path samples = Files.writeString(folder.resolve("samples"), "");

        assertThat(new Explain(new PrintStream(printed, true, StandardCharsets.UTF_8))
                        .run(config.toString(), samples.toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("webpubsub.hub: ", "webpubsub.connection.string: ");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        assertThat(new Explain(new PrintStream(printed, true, StandardCharsets.UTF_8)).run("nowhere.json", "-"))
                .isEqualTo(2);
        assertThat(printed()).contains("there is no file nowhere.json");
    }

    private int explain(String example, String samples) throws IOException {
        Path here = Path.of("..", "config-examples");
        Path examples = Files.isDirectory(here) ? here : Path.of("config-examples");
        Path file = Files.writeString(folder.resolve("samples.jsonl"), samples);
        return new Explain(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(examples.resolve(example).toString(), file.toString());
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
