package io.github.kafkaconnect.webpubsub.bench.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.stack.JavaProgram;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import io.github.kafkaconnect.webpubsub.stack.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Measures what a record costs in the ledger, the engine and the mapping, without I/O:
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=jmh
 * mvn -q -Pbench verify -Dbench=mapping
 * mvn -q -Pbench verify -Dbench=jmh -Dbench.jmh="EngineBench -f 1 -wi 1 -i 2"
 * </pre>
 *
 * <p>Prints records per second and bytes allocated per record, with a mark where that misses what ledger and engine
 * promise; everything JMH found is in {@code target/bench/}. The property {@code bench.jmh} holds arguments of JMH in place
 * of the usual ones.
 */
public final class JmhBenchmark {

    /** Begins the name of the benchmarks of {@code -Dbench=mapping}. */
    private static final String MAPPING = "MappingBench|TemplateBench ";

    private static final double NANOS = 1e9;

    /** Least records per second and most bytes per record; what misses one is marked. */
    private static final Map<String, Limit> LIMITS = Map.of(
            "LedgerBench", new Limit(NANOS / 30, 0.5),
            "EngineBench", new Limit(NANOS / 1_000, Double.MAX_VALUE));

    private record Limit(double perSecond, double bytes) {
        boolean isMissed(double reachedPerSecond, double neededBytes) {
            return reachedPerSecond < perSecond || neededBytes > bytes;
        }
    }

    private static final String USUAL = "-f 2 -wi 3 -w 2 -i 5 -r 2";

    private JmhBenchmark() {}

    public static void main(String[] args) {
        Path results = ProjectFolder.root().resolve("target").resolve("bench").resolve("jmh.json");
        try (WorkFolder folder = WorkFolder.create("jmh")) {
            Files.createDirectories(results.getParent());
            String classPath = new JmhHarness(folder.path(), JavaProgram.classPath()).make(testClasses());
            List<String> command = new ArrayList<>(
                    List.of(JmhHarness.tool("java"), "-cp", classPath, "org.openjdk.jmh.Main", "-foe", "true"));
            command.addAll(List.of(arguments().split(" ", -1)));
            command.addAll(List.of("-prof", "gc", "-rf", "json", "-rff", results.toString(), "-o"));
            command.add(results.resolveSibling("jmh.log").toString());
            JmhHarness.run(command);
            print(new ObjectMapper().readTree(results.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("\nEverything: " + results);
    }

    private static String arguments() {
        String chosen = System.getProperty("bench", "jmh").equals("mapping") ? MAPPING : "";
        return System.getProperty("bench.jmh", chosen + USUAL);
    }

    private static void print(JsonNode results) {
        System.out.println("| benchmark | records/s | ± | ns per record | bytes per record |");
        System.out.println("|---|---|---|---|---|");
        for (JsonNode result : results) {
            String name = result.path("benchmark").asText();
            String shortName = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
            JsonNode score = result.path("primaryMetric");
            double perSecond = score.path("score").asDouble();
            double bytes = bytes(result.path("secondaryMetrics"));
            Limit limit = LIMITS.get(shortName.substring(0, shortName.indexOf('.')));
            System.out.printf(
                    Locale.ROOT,
                    "| %s%s | %,.0f | %,.0f | %.1f | %.1f%s |%n",
                    shortName,
                    parameters(result.path("params")),
                    perSecond,
                    score.path("scoreError").asDouble(),
                    NANOS / perSecond,
                    bytes,
                    limit != null && limit.isMissed(perSecond, bytes) ? " (!)" : "");
        }
    }

    private static String parameters(JsonNode parameters) {
        return StreamSupport.stream(parameters.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", ", " ", ""))
                .stripTrailing();
    }

    /** Older releases of JMH put a dot before the name of the metric. */
    private static double bytes(JsonNode metrics) {
        JsonNode allocated = metrics.path("gc.alloc.rate.norm");
        return (allocated.isMissingNode() ? metrics.path("·gc.alloc.rate.norm") : allocated)
                .path("score")
                .asDouble();
    }

    private static Path testClasses() {
        try {
            return Path.of(JmhBenchmark.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
