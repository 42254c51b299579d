package io.github.kafkaconnect.webpubsub.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.sink.workflow.WorkflowConfigCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SinkExamplesTest {
    /** Options of Connect itself that the examples use. */
    private static final Set<String> CONNECT = Set.of(
            "connector.class",
            "tasks.max",
            "topics",
            "topics.regex",
            "key.converter",
            "value.converter",
            "value.converter.schemas.enable",
            "header.converter",
            "errors.tolerance",
            "errors.deadletterqueue.topic.name",
            "errors.deadletterqueue.context.headers.enable",
            "errors.log.enable");

    /** By the service's published guidance. */
    private static final int UNIT_SENDS_PER_SECOND = 180;

    private static final int BROADCASTS_PER_SECOND = 3;

    private static Path folder() {
        Path here = Path.of("..", "config-examples");
        return Files.isDirectory(here) ? here : Path.of("config-examples");
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().matches(".*sink.*\\.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isAValidConfig(Path file) throws IOException {
        Map<String, String> config = config(file);
        SinkOptions.SPEC.parse(config);
        assertThat(SinkConfigCheck.problems(config)).isEmpty();
        assertThat(WorkflowConfigCheck.problems(config)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void usesOnlyOptionsThatExist(Path file) throws IOException {
        Set<String> ours = SinkOptions.SPEC.options().map(Option::key).collect(Collectors.toSet());
        assertThat(config(file).keySet())
                .allMatch(key -> ours.contains(key)
                        || CONNECT.contains(key)
                        || key.startsWith(WorkflowOptions.INPUT_PREFIX)
                        || key.startsWith(OutcomeOptions.PRODUCER_PREFIX)
                        || key.startsWith(MetadataOptions.PREFIX));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void namesTheConvertersOfWhatItUses(Path file) throws IOException {
        Map<String, String> config = config(file);
        assertThat(config).containsKey("value.converter");
        if (config.toString().contains("${key")) {
            assertThat(config).containsKey("key.converter");
        }
        if (config.toString().contains("${header") || config.toString().contains("${ce")) {
            assertThat(config).containsEntry("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        }
    }

    /** What is copied must not take the whole of a unit of the service from its other senders. */
    @ParameterizedTest
    @MethodSource("examples")
    void sendsNoFasterThanOneUnitOfTheServiceTakes(Path file) throws IOException {
        Map<String, String> config = config(file);
        FlowOptions flow = FlowOptions.from(SinkOptions.SPEC.parse(config));
        assertThat(flow.perSecond()).isBetween(1, UNIT_SENDS_PER_SECOND);
        if ("all".equals(config.get("webpubsub.target"))) {
            assertThat(flow.broadcastsPerSecond()).isBetween(1, BROADCASTS_PER_SECOND);
        }
    }

    @Test
    void needsNoMoreThanEightLinesAndARate() throws IOException {
        Map<String, String> config = config(folder().resolve("webpubsub-sink.json"));
        config.remove(FlowOptions.RATE_LIMIT.key());
        assertThat(config).hasSizeLessThanOrEqualTo(8);
    }

    private static Map<String, String> config(Path file) throws IOException {
        Example example = new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
        return example.config();
    }

    private record Example(String name, Map<String, String> config) {}
}
