package io.github.kafkaconnect.webpubsub.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a child and removes its folder when this JVM is gone without having done so, SIGKILL included.
 *
 * <p>A shell waits at the end of a pipe whose other end only this JVM holds. The kernel closes that end whatever way the
 * JVM ends. The shell ignores the signals of a terminal, so that Ctrl-C leaves the orderly way to the JVM. On systems
 * without {@code /bin/sh} there is no watchdog.
 */
final class Watchdog implements AutoCloseable {

    static final Path SHELL = Path.of("/bin/sh");
    /** A line means that the child has ended by itself and its number may belong to another process by now. */
    private static final String SCRIPT = "trap '' INT TERM HUP;"
            + " if read -r _; then read -r _; else kill -KILL \"$0\" 2>/dev/null; sleep 0.2; fi; rm -rf \"$1\"";

    private final @Nullable Process shell;

    private Watchdog(@Nullable Process shell) {
        this.shell = shell;
    }

    static Watchdog over(Process child, Path folder) throws IOException {
        if (!Files.isExecutable(SHELL)) {
            return new Watchdog(null);
        }
        Process shell = new ProcessBuilder(
                        SHELL.toString(), "-c", SCRIPT, Long.toString(child.pid()), folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        child.onExit().thenRun(() -> childHasEnded(shell));
        return new Watchdog(shell);
    }

    private static void childHasEnded(Process shell) {
        try {
            OutputStream pipe = shell.getOutputStream();
            pipe.write('\n');
            pipe.flush();
        } catch (IOException sentAway) {
            // The watchdog was closed before, because the child was ended in the orderly way.
        }
    }

    /** Sends the watchdog away; SIGKILL, because it would take the end of its pipe for the end of this JVM. */
    @Override
    public void close() {
        Optional.ofNullable(shell).ifPresent(Process::destroyForcibly);
    }
}
