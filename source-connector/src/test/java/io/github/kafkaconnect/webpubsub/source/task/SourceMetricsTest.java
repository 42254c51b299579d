package io.github.kafkaconnect.webpubsub.source.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class SourceMetricsTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Test
    void countsWhatHappensAndLeavesWithTheTask() throws Exception {
        ObjectName name = new ObjectName("kafka.connect:type=plugins,connector=metrics,task=0");
        ListenerRegistry worker = new ListenerRegistry();
        int port = TaskUnderTest.freePort();
        TaskUnderTest old = TaskUnderTest.start(worker, port, "name", "metrics");
        try (TaskUnderTest task = TaskUnderTest.start(worker, port, "name", "metrics")) {
            old.close();
            var answer = task.postMessage("c1", "1", "x");
            var records = task.poll(1);
            assertThat(server.getAttribute(name, "answer-owed")).isEqualTo(1L);
            records.forEach(task::acknowledge);
            assertThat(answer.join()).isEqualTo(204);
            assertThat(server.getAttribute(name, "event-message-total")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "answer-written-total")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "record-total")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "answer-owed-bytes")).isEqualTo(0L);
            assertThat(Arrays.stream(server.getMBeanInfo(name).getAttributes()).map(MBeanAttributeInfo::getName))
                    .contains("answer-stalled-total", "request-refused-total")
                    .doesNotContain("owner-identity");
        }
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void thePageTellsWhatEachFigureIs() throws Exception {
        Path root = Files.isDirectory(Path.of("config-examples")) ? Path.of("") : Path.of("..");
        String page = Files.readString(root.resolve("README.md"));
        TaskUnderTest task = TaskUnderTest.start(new ListenerRegistry(), TaskUnderTest.freePort(), "name", "described");
        try {
            ObjectName name = new ObjectName("kafka.connect:type=plugins,connector=described,task=0");
            assertThat(server.getMBeanInfo(name).getAttributes())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(figure -> assertThat(page)
                            .contains("| `" + figure.getName() + "` | " + figure.getDescription() + " |\n"));
        } finally {
            task.close();
        }
    }
}
