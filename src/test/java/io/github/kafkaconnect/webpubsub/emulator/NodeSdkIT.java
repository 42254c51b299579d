package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import io.github.kafkaconnect.webpubsub.stack.Requirement;
import io.github.kafkaconnect.webpubsub.stack.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The service's own JavaScript SDKs drive the emulator: the service client, the WebSocket client, and the Express
 * middleware as the webhook it calls. The scripts are in {@code resources/node}; each of their checks is a test here.
 */
@Requires(Requirement.NODE)
final class NodeSdkIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = ProjectFolder.root().resolve("src/test/resources/node");
    private static final Path FOLDER = ProjectFolder.root().resolve("target/node-checks");
    private static final long INSTALL_SECONDS = 300;
    private static final long RUN_SECONDS = 240;

    private static final Emulator EMULATOR = Emulator.start(EmulatorOptions.DEFAULT);

    @BeforeAll
    static void installSdks() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path lock = FOLDER.resolve("package-lock.json");
        boolean installed = Files.isDirectory(FOLDER.resolve("node_modules"))
                && Files.exists(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!installed) {
            run(INSTALL_SECONDS, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error");
        }
    }

    @AfterAll
    static void stopEmulator() {
        EMULATOR.close();
    }

    @TestFactory
    Stream<DynamicTest> webPubSub() throws IOException, InterruptedException {
        return checks("service.mjs");
    }

    @TestFactory
    Stream<DynamicTest> webPubSubClient() throws IOException, InterruptedException {
        return checks("client.mjs");
    }

    @TestFactory
    Stream<DynamicTest> webPubSubExpress() throws IOException, InterruptedException {
        return checks("express.mjs");
    }

    /** Runs a script and gives a test for each check it reported, and one for its orderly end. */
    private static Stream<DynamicTest> checks(String script) throws IOException, InterruptedException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : run(RUN_SECONDS, "node", script)) {
            if (line.startsWith("{")) {
                lines.add(parse(line));
            }
        }
        List<JsonNode> results =
                lines.stream().filter(line -> line.has("check")).toList();
        DynamicTest end = dynamicTest(script + " runs to its end", () -> {
            assertThat(results).isNotEmpty();
            assertThat(lines.get(lines.size() - 1).path("done").asInt()).isEqualTo(results.size());
        });
        return Stream.concat(
                results.stream()
                        .map(result -> dynamicTest(result.path("check").asText(), () -> assertThat(
                                        result.path("ok").asBoolean())
                                .as(result.path("detail").asText())
                                .isTrue())),
                Stream.of(end));
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException("not a report: " + line, malformed);
        }
    }

    /** Runs a program in the folder of the checks; its output by line. */
    private static List<String> run(long seconds, String... command) throws IOException, InterruptedException {
        Path log = FOLDER.resolve(command[0] + "-" + command[1] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "EMULATOR_ENDPOINT", EMULATOR.endpoint(),
                        "EMULATOR_CONNECTION_STRING", EMULATOR.connectionString(),
                        "EMULATOR_ORIGIN", URI.create(EMULATOR.endpoint()).getHost()));
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            String output = Files.readString(log);
            assertThat(ended)
                    .as("%s within %d s%n%s", List.of(command), seconds, output)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("exit of %s%n%s", List.of(command), output)
                    .isZero();
            return output.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
