package io.github.kafkaconnect.webpubsub.sink.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector;
import io.github.kafkaconnect.webpubsub.sink.task.Explanation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.DataException;

/**
 * Tells what the sink would do with records, without a worker, a broker or the service:
 *
 * <pre>
 * java -cp 'lib/*:/opt/kafka/libs/*' io.github.kafkaconnect.webpubsub.sink.explain.Explain sink.json samples.jsonl
 * </pre>
 *
 * The first file is a connector's configuration, with {@code name} and {@code config} or without. The second has one sample a line
 * ({@link Samples}); {@code -} reads them from standard input. Ends with 0, with 1 when the configuration has problems, with 2 when a file
 * cannot be read.
 */
public final class Explain {
    private static final int PROBLEMS = 1;
    private static final int UNREADABLE = 2;

    private final PrintStream out;

    Explain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new Explain(out).run(arguments));
    }

    int run(String... arguments) throws IOException {
        if (arguments.length != 2) {
            out.println("usage: Explain <configuration.json> <samples.jsonl or ->");
            return UNREADABLE;
        }
        try {
            Map<String, String> properties = properties(Path.of(arguments[0]));
            if (hasProblems(properties)) {
                return PROBLEMS;
            }
            try (BufferedReader samples = samples(arguments[1])) {
                explain(properties, samples);
            }
            return 0;
        } catch (NoSuchFileException e) {
            out.println("there is no file " + e.getMessage());
        } catch (JsonProcessingException | ConfigException e) {
            out.println("cannot be read: " + e.getMessage());
        }
        return UNREADABLE;
    }

    private boolean hasProblems(Map<String, String> properties) {
        boolean any = false;
        for (ConfigValue value :
                new WebPubSubSinkConnector().validate(properties).configValues()) {
            for (String message : value.errorMessages()) {
                out.println(value.name() + ": " + message);
                any = true;
            }
        }
        return any;
    }

    private void explain(Map<String, String> properties, BufferedReader lines) throws IOException {
        if (properties.containsKey("transforms")) {
            out.println("transforms are not applied; give records as they come out of them");
        }
        Explanation explanation = new Explanation(properties);
        Samples samples = new Samples(properties);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            out.println("record " + number);
            try {
                explanation.of(samples.record(line, number - 1L)).forEach(each -> out.println("  " + each));
            } catch (DataException | IllegalArgumentException e) {
                out.println("  unreadable " + e.getMessage());
            }
        }
    }

    private static Map<String, String> properties(Path file) throws IOException {
        JsonNode root = new ObjectMapper().readTree(Files.readString(file));
        JsonNode config = root.path("config").isObject() ? root.path("config") : root;
        Map<String, String> properties = new HashMap<>();
        config.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                properties.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return properties;
    }

    private static BufferedReader samples(String file) throws IOException {
        return file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file));
    }
}
