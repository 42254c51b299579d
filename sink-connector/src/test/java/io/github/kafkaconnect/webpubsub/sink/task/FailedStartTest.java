package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that cannot start leaves nothing behind in the worker. */
class FailedStartTest {
    private static final String KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH";
    private static final int RESTARTS = 20;

    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    @Test
    void aTruststoreThatCannotBeReadLeavesNoThread() throws Exception {
        Path broken = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        Map<String, String> properties = secure("broken-trust");
        properties.put("ssl.truststore.location", broken.toString());
        // Its producer has a thread from the first moment on.
        properties.put("outcome.topic", "outcomes");
        properties.put("outcome.producer.bootstrap.servers", "127.0.0.1:1");

        assertThatThrownBy(() -> start(properties)).isInstanceOf(RuntimeException.class);
        assertNoThreadOf("webpubsub-broken-trust-0");
    }

    /** The selector of an event loop is open before its thread runs. Connect restarts a failed task as often as it is told. */
    @Test
    void startsThatFailAgainAndAgainLeaveNoFileOpen() throws Exception {
        assumeTrue(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean);
        Path broken = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        Map<String, String> properties = secure("broken-often");
        properties.put("ssl.truststore.location", broken.toString());
        assertThatThrownBy(() -> start(properties)).isInstanceOf(RuntimeException.class);
        long before = openFiles();
        for (int i = 0; i < RESTARTS; i++) {
            assertThatThrownBy(() -> start(properties)).isInstanceOf(RuntimeException.class);
        }

        await().atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(openFiles()).isLessThan(before + RESTARTS));
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    @Test
    void aProducerThatCannotBeMadeLeavesNoThread() {
        Map<String, String> properties = secure("broken-producer");
        properties.put("outcome.topic", "outcomes");
        properties.put("outcome.producer.bootstrap.servers", "127.0.0.1:1");
        properties.put("outcome.producer.compression.type", "none at all");

        assertThatThrownBy(() -> start(properties)).isInstanceOf(RuntimeException.class);
        assertNoThreadOf("webpubsub-broken-producer-0");
    }

    @Test
    void aTaskThatIsStoppedLeavesNoThread() {
        Map<String, String> properties = secure("stopped");
        properties.put("outcome.topic", "outcomes");
        properties.put("outcome.producer.bootstrap.servers", "127.0.0.1:1");
        SinkSession session = start(properties);
        assertThat(threadsOf("webpubsub-stopped-0")).isNotEmpty();

        session.stop();
        assertNoThreadOf("webpubsub-stopped-0");
    }

    private static SinkSession start(Map<String, String> properties) {
        return SinkAssembly.assemble(properties, new FakeSinkTaskContext(null));
    }

    private static Map<String, String> secure(String name) {
        return new HashMap<>(Map.of(
                "name", name,
                "webpubsub.endpoint", "https://127.0.0.1:1",
                "webpubsub.access.key", KEY,
                "webpubsub.hub", "chat",
                "webpubsub.target", "all"));
    }

    private static void assertNoThreadOf(String owner) {
        await().atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(threadsOf(owner)).isEmpty());
    }

    private static List<String> threadsOf(String owner) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(owner))
                .toList();
    }
}
