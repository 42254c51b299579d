package io.github.kafkaconnect.webpubsub.stack;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A main class of this module run as a process of its own, told what it needs by system properties. It is ready when it
 * has printed a line that starts with {@code READY}.
 */
public final class JavaProgram implements AutoCloseable {

    private static final String READY = "READY";

    private final WorkFolder folder;
    private final ChildProcess process;

    private JavaProgram(WorkFolder folder, ChildProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /** Starts the program in a temporary folder. */
    public static JavaProgram start(String name, String mainClass, Jvm jvm, Map<String, String> properties) {
        return startIn(WorkFolder.create(name), name, mainClass, jvm, properties);
    }

    /** Starts the program in a folder, which goes with it. */
    static JavaProgram startIn(
            WorkFolder folder, String name, String mainClass, Jvm jvm, Map<String, String> properties) {
        List<String> command = new ArrayList<>(List.of(Jvm.launcher()));
        command.addAll(jvm.options());
        new TreeMap<>(properties).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classPath(), mainClass));
        return new JavaProgram(folder, ChildProcess.start(name, folder, command, Map.of()));
    }

    /** Waits for the line that says the program is ready, and returns it. */
    public String awaitReady(Duration limit) {
        process.awaitLog(READY, limit);
        return process.line(READY).orElse(READY);
    }

    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }

    /**
     * The class path of this module. Under Maven our classes come from a loader of the exec plugin, and {@code
     * java.class.path} is Maven's own.
     */
    public static String classPath() {
        if (JavaProgram.class.getClassLoader() instanceof URLClassLoader loader
                && loader != ClassLoader.getSystemClassLoader()) {
            return Stream.of(loader.getURLs()).map(JavaProgram::path).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
