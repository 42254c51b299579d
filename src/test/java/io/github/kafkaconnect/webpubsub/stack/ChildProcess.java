package io.github.kafkaconnect.webpubsub.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that this JVM started, with its output in a file.
 *
 * <p>It does not outlive this JVM: a {@link Watchdog} ends it even when this JVM is killed with SIGKILL. Safe for use by
 * several threads.
 */
public final class ChildProcess implements AutoCloseable {

    private static final int LAST_LINES = 25;
    /**
     * Ctrl-C signals every process of the terminal at once. The stack ends its children one after the other instead: a
     * worker whose broker goes first waits for it until it is killed.
     */
    private static final String DEAF_TO_CTRL_C = "trap '' INT; exec \"$0\" \"$@\"";

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final Path log;
    private final Process process;
    private final Watchdog watchdog;

    private ChildProcess(String name, Path log, Process process, Watchdog watchdog) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.watchdog = watchdog;
    }

    /**
     * Starts a program in a folder; its output is appended to {@code <name>.log} there. It does not hear the Ctrl-C of a
     * terminal (where there is a {@code /bin/sh}).
     *
     * @param environment variables added to those of this JVM
     */
    public static ChildProcess start(
            String name, WorkFolder folder, List<String> command, Map<String, String> environment) {
        Path log = folder.path().resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(deafToCtrlC(command))
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildProcess(name, log, process, Watchdog.over(process, folder.path()));
        } catch (IOException e) {
            throw new StackException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private static List<String> deafToCtrlC(List<String> command) {
        if (!Files.isExecutable(Watchdog.SHELL)) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of(Watchdog.SHELL.toString(), "-c", DEAF_TO_CTRL_C));
        wrapped.addAll(command);
        return wrapped;
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the log holds the text, and fails at once with the last lines of the log if the process ends first. */
    public void awaitLog(String text, Duration limit) {
        Waiting.until(() -> logged(text), limit, () -> name + " did not print \"" + text + "\"" + lastLines());
    }

    /** The first line of the log that starts so. */
    public Optional<String> line(String prefix) {
        return log().lines().filter(line -> line.startsWith(prefix)).findFirst();
    }

    /** Fails with the last lines of the log if the process has ended. */
    public void requireAlive() {
        if (!isAlive()) {
            throw new StackException(name + " ended with status " + process.exitValue() + lastLines());
        }
    }

    /** Calls back, on a thread of the JDK, when the process ends for whatever reason. */
    public void onEnd(Consumer<ChildProcess> action) {
        process.onExit().thenRun(() -> action.accept(this));
    }

    /** The exit status and the end of the log, for a person. */
    public String obituary() {
        String status = isAlive() ? "is alive" : "ended with status " + process.exitValue();
        return name + " " + status + lastLines();
    }

    /** Everything the process has printed so far. */
    public String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process with SIGKILL: nothing is flushed, nothing said goodbye to. */
    public void kill() {
        process.destroyForcibly();
        await(GRACE);
        watchdog.close();
    }

    /** Asks the process to end (SIGTERM), and kills it when it takes longer than 20 s. */
    public void terminate() {
        process.destroy();
        if (!await(GRACE)) {
            process.destroyForcibly();
            await(GRACE);
        }
        watchdog.close();
    }

    @Override
    public void close() {
        terminate();
    }

    private boolean logged(String text) {
        // Asked before the log is read: what a process printed last must not be missed.
        boolean alive = isAlive();
        if (log().contains(text)) {
            return true;
        }
        if (!alive) {
            requireAlive();
        }
        return false;
    }

    private boolean await(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String lastLines() {
        if (!Files.exists(log)) {
            return "; it left no log";
        }
        List<String> lines = log().lines().toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return "; the last lines of its log:\n    | " + String.join("\n    | ", last) + "\n";
    }
}
