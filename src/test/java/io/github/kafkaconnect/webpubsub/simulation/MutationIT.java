package io.github.kafkaconnect.webpubsub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The simulation has teeth: it finds each of the {@link Mutation}s, and nothing in the code as it is. */
class MutationIT {
    private static final String PACKAGE = "io.github.kafkaconnect.webpubsub.";
    private static final long SCENARIOS = 5_000;

    /** Some need a rare meeting of events. */
    private static final long MOST_SCENARIOS = 30_000;

    private final MemoryCompiler compiler = new MemoryCompiler();

    @Test
    void findsNothingInTheCodeAsItIs() {
        String source = source("common/delivery/DeliveryEngine");
        Map<String, byte[]> compiled = compiler.compile("DeliveryEngine", source);
        int threads = Runtime.getRuntime().availableProcessors();
        assertThat(new FreshLoader(compiled).play(0, SCENARIOS, threads).get("failure"))
                .isEmpty();
    }

    @Test
    void findsEveryMutation() {
        List<String> table = new ArrayList<>();
        List<String> survivors = new ArrayList<>();
        for (Mutation mutation : Mutation.all()) {
            String source = mutation.applyTo(source(mutation.file()));
            Map<String, byte[]> compiled = compiler.compile(mutation.className(), source);
            Map<String, String> played = new FreshLoader(compiled).play(0, MOST_SCENARIOS, 1);
            String caughtBy = played.getOrDefault("invariant", "");
            table.add(String.format(
                    Locale.ROOT,
                    "%-72s  %-56s  %5s",
                    mutation.promise(),
                    caughtBy.isEmpty() ? "NOT CAUGHT" : caughtBy,
                    played.get("scenarios")));
            if (caughtBy.isEmpty()) {
                survivors.add(mutation.file() + ": " + mutation.promise());
            }
        }
        System.out.println(String.format("%-72s  %-56s  %5s", "promise broken by the mutation", "caught by", "after"));
        table.forEach(System.out::println);
        assertThat(survivors).isEmpty();
    }

    static String source(String file) {
        Path root = Path.of(System.getProperty("project.root", "../.."));
        String room = file.substring(0, file.indexOf('/'));
        String module = room.equals("common") ? room : room + "-connector";
        String path = "src/main/java/" + PACKAGE.replace('.', '/') + file + ".java";
        try {
            return Files.readString(root.resolve(module).resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
