package io.github.kafkaconnect.webpubsub.bench.sink;

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
import java.util.Locale;
import java.util.Map;

/** Collects what the rows found: as Markdown for a person, and every run as JSON under {@code target/bench/}. */
final class Report {

    private final List<String> markdown = new ArrayList<>();
    private final Map<String, Object> raw = new LinkedHashMap<>();

    /** A row of the benchmark begins. */
    void section(String title, String text) {
        markdown.add("\n### " + title + "\n\n" + text);
    }

    void text(String line) {
        markdown.add(line);
    }

    void raw(String name, Object figures) {
        raw.put(name, figures);
    }

    /** The usual table. Ratios are to the first contender, of this run. */
    void comparison(Comparison comparison) {
        raw(comparison.title(), comparison.runs());
        double ours = comparison
                .of(comparison.runs().keySet().iterator().next(), Sample::perSecond)
                .median();
        markdown.add("\n**" + comparison.title() + "**\n");
        markdown.add("| contender | requests/s, median (min–max) | ratio | CPU s per 100,000 | peak RSS, MiB |"
                + " stub, cores | foreign, cores | order |");
        markdown.add("|---|---|---|---|---|---|---|---|");
        comparison.runs().forEach((name, runs) -> {
            Spread rate = Spread.of(runs, Sample::perSecond);
            Spread foreign = Spread.of(runs, Sample::foreignCores);
            markdown.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %s | %,.0f | %.2f | %.2f%s | %s |",
                    name,
                    rate.rounded(),
                    rate.median() / ours,
                    Spread.of(runs, Sample::cpuPer100k).exact(),
                    Spread.of(runs, Sample::peakMib).most(),
                    Spread.of(runs, Sample::stubCores).median(),
                    foreign.most(),
                    runs.stream().anyMatch(Sample::isDisturbed) ? " (!)" : "",
                    order(runs)));
        });
    }

    static String order(List<Sample> runs) {
        long wrong = runs.stream().mapToLong(Sample::outOfOrder).sum();
        return wrong == 0 ? "kept" : String.format(Locale.ROOT, "%,d wrong", wrong);
    }

    String markdown() {
        return String.join("\n", markdown);
    }

    /** Writes everything so far; called after each row, so that a later failure loses nothing. */
    Path write(String name) {
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
