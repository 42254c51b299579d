package io.github.kafkaconnect.webpubsub.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What JMH needs besides the benchmarks' classes: generated sources and their classes. Made here, from the compiled
 * classes, instead of by an annotation processor, so that the tests' own compilation stays as it is.
 */
final class JmhHarness {

    private static final String GENERATOR = "org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator";
    private static final Path PACKAGE =
            Path.of(JmhHarness.class.getPackageName().replace('.', '/'));

    private final Path folder;
    private final String classPath;

    /** @param classPath of the tests, JMH's generator among it */
    JmhHarness(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /** Makes it; returns the class path that JMH is to be run with. */
    String make(Path testClasses) {
        Path classes = folder.resolve("classes");
        Path sources = folder.resolve("sources");
        Path benchmarks = folder.resolve("benchmarks");
        copyBenchmarks(testClasses, benchmarks);
        run(List.of(
                tool("java"),
                "-cp",
                classPath,
                GENERATOR,
                benchmarks.toString(),
                sources.toString(),
                classes.toString()));
        List<String> compile = new ArrayList<>(
                List.of(tool("javac"), "-proc:none", "-nowarn", "-cp", classPath, "-d", classes.toString()));
        files(sources, ".java").forEach(source -> compile.add(source.toString()));
        run(compile);
        return classes + java.io.File.pathSeparator + classPath;
    }

    /** The generator reads a whole folder, and would load every class of the tests. */
    private static void copyBenchmarks(Path testClasses, Path to) {
        try {
            Files.createDirectories(to.resolve(PACKAGE));
            for (Path file : files(testClasses.resolve(PACKAGE), "Bench.class")) {
                Files.copy(file, to.resolve(PACKAGE).resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Runs a program to its end, with its output on ours. */
    static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(command.get(0) + " ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
