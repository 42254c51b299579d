package io.github.kafkaconnect.webpubsub.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A file of {@code config-examples/}: the body of {@code POST /connectors}. */
public record ExampleConfig(String name, Map<String, String> config) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ExampleConfig {
        config = Map.copyOf(config);
    }

    /** All files of the folder, by name. */
    public static List<Path> files() {
        try (Stream<Path> files = Files.list(ProjectFolder.root().resolve("config-examples"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file of the folder. */
    public static ExampleConfig read(String file) {
        return read(ProjectFolder.root().resolve("config-examples").resolve(file));
    }

    public static ExampleConfig read(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            Map<String, String> config = new LinkedHashMap<>();
            json.required("config")
                    .properties()
                    .forEach(
                            entry -> config.put(entry.getKey(), entry.getValue().asText()));
            return new ExampleConfig(json.required("name").asText(), config);
        } catch (IOException | IllegalArgumentException e) {
            throw new StackException(file + " is not {\"name\":…,\"config\":{…}}: " + e.getMessage(), e);
        }
    }

    /** The same connector with one value replaced. */
    public ExampleConfig with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(config);
        changed.put(key, value);
        return new ExampleConfig(name, changed);
    }

    /** The body of {@code POST /connectors}. */
    public String json() {
        ObjectNode json = JSON.createObjectNode().put("name", name);
        json.set("config", JSON.valueToTree(config));
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
