package io.github.kafkaconnect.webpubsub.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what the rows found: as Markdown for a person, and every run as JSON under {@code target/bench/}. */
public final class Report {

    private final List<String> markdown = new ArrayList<>();
    private final Map<String, Object> raw = new LinkedHashMap<>();

    /** A row of the benchmark begins. */
    public void section(String title, String text) {
        markdown.add("\n### " + title + "\n\n" + text);
    }

    public void text(String line) {
        markdown.add(line);
    }

    public void raw(String name, Object figures) {
        raw.put(name, figures);
    }

    public String markdown() {
        return String.join("\n", markdown);
    }

    /** Writes everything so far; called after each row, so that a later failure loses nothing. */
    public Path write(String name) {
        Path folder = ProjectFolder.root().resolve("target").resolve("bench");
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".md"), markdown() + "\n");
            Path file = folder.resolve(name + ".json");
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), raw);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
