package io.github.kafkaconnect.webpubsub.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("side-by-side")
class ChildProcessIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void reportsTheLastLinesOfAChildThatDiesWhileItStarts() {
        try (WorkFolder folder = WorkFolder.create("test");
                ChildProcess child = shell(folder, "echo starting; echo no disk; exit 3")) {
            assertThatThrownBy(() -> child.awaitLog("READY", LIMIT))
                    .isInstanceOf(StackException.class)
                    .hasMessageContainingAll("child ended with status 3", "| starting", "| no disk");
        }
    }

    @Test
    void seesALinePrintedJustBeforeTheEnd() {
        try (WorkFolder folder = WorkFolder.create("test");
                ChildProcess child = shell(folder, "echo READY url=x")) {
            child.awaitLog("READY", LIMIT);
            assertThat(child.line("READY")).contains("READY url=x");
        }
    }

    @Test
    void terminatesTheChildAndLeavesNoFolder() {
        Path path;
        ChildProcess child;
        try (WorkFolder folder = WorkFolder.create("test")) {
            path = folder.path();
            child = shell(folder, "echo up; exec sleep 100");
            child.awaitLog("up", LIMIT);
            child.close();
        }
        assertThat(child.isAlive()).isFalse();
        assertThat(path).doesNotExist();
    }

    @Test
    void leavesTheCtrlCOfTheTerminalToItsParent() throws IOException, InterruptedException {
        try (WorkFolder folder = WorkFolder.create("test");
                ChildProcess child = shell(folder, "echo up; kill -INT $$; echo still up; exec sleep 100")) {
            child.awaitLog("still up", LIMIT);
            new ProcessBuilder("/bin/sh", "-c", "kill -INT " + child.pid())
                    .start()
                    .waitFor();
            new ProcessBuilder("/bin/sh", "-c", "kill -TERM " + child.pid())
                    .start()
                    .waitFor();
            Awaitility.await().atMost(LIMIT).until(() -> !child.isAlive());
            assertThat(child.obituary()).contains("status " + (128 + 15));
        }
    }

    @Test
    void watchdogEndsTheChildOfAParentThatWasKilled() throws IOException, InterruptedException {
        try (WorkFolder folder = WorkFolder.create("test")) {
            Path childFolder = Files.createDirectory(folder.path().resolve("child"));
            Process parent = new ProcessBuilder(
                            Jvm.launcher(), "-cp", System.getProperty("java.class.path"), Orphaning.class.getName())
                    .directory(folder.path().toFile())
                    .start();
            Path pidFile = folder.path().resolve("pid");
            Awaitility.await().atMost(LIMIT).until(() -> Files.exists(pidFile) && Files.size(pidFile) > 0);
            long pid = Long.parseLong(Files.readString(pidFile));
            assertThat(ProcessHandle.of(pid)).isPresent();
            parent.destroyForcibly().waitFor();
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> ProcessHandle.of(pid).isEmpty() && Files.notExists(childFolder));
        }
    }

    /** The parent of the test above: starts a child under a watchdog, and waits to be killed. */
    static final class Orphaning {

        private Orphaning() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            Process child = new ProcessBuilder("sleep", "100").start();
            Watchdog.over(child, Path.of("child").toAbsolutePath());
            Files.writeString(Path.of("pid"), Long.toString(child.pid()));
            child.waitFor();
        }
    }

    @Test
    void namesTheOptionOfABusyPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Ports.claim("local.kafka.port", port))
                    .isInstanceOf(StackException.class)
                    .hasMessageContainingAll("Port " + port + " is busy", "-Dlocal.kafka.port=");
        }
    }

    private static ChildProcess shell(WorkFolder folder, String script) {
        return ChildProcess.start("child", folder, List.of("/bin/sh", "-c", script), Map.of());
    }
}
