package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class SourceMetricsIT {
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
    void tellsWhatComesToTheDoor() throws Exception {
        ObjectName name = new ObjectName("kafka.connect:type=plugins,connector=door,task=0");
        try (TaskUnderTest task =
                TaskUnderTest.start("name", "door", "upstream.body.max.bytes", "8192", "record.max.bytes", "4096")) {
            assertThat(server.getAttribute(name, "listener-up")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "certificate-days-left")).isEqualTo(-1L);
            assertThat(server.getAttribute(name, "event-last-age-ms")).isEqualTo(-1L);
            assertThat(server.getAttribute(name, "handshake-last-age-ms")).isEqualTo(-1L);
            assertThat(task.send("OPTIONS", "/eventhandler", "WebHook-Request-Origin", "127.0.0.1")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(task.send("OPTIONS", "/eventhandler", "WebHook-Request-Origin", "evil.example")
                            .statusCode())
                    .isEqualTo(400);
            var forged = TaskUnderTest.message("c1", "1");
            forged.put("ce-signature", "sha256=00");
            task.post("/eventhandler", forged, new byte[1]).join();
            task.post("/nowhere", forged, new byte[1]).join();
            var event = TaskUnderTest.message("c1", "2");
            task.post("/eventhandler", event, new byte[8_193]).join();
            task.poll();
            task.post("/eventhandler", event, new byte[8_000]).join();
            var answer = task.postMessage("c1", "3", "x");
            task.poll(1).forEach(task::acknowledge);
            answer.join();
            assertThat(server.getAttribute(name, "handshake-ok-total")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "handshake-failed-total")).isEqualTo(1L);
            assertThat((Long) server.getAttribute(name, "handshake-last-age-ms"))
                    .isNotNegative();
            assertThat((Long) server.getAttribute(name, "event-last-age-ms")).isNotNegative();
            assertThat(server.getAttribute(name, "request-refused-signature-total"))
                    .isEqualTo(1L);
            assertThat(server.getAttribute(name, "request-refused-path-total")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "request-refused-too-large-total"))
                    .isEqualTo(1L);
            assertThat(server.getAttribute(name, "request-refused-total")).isEqualTo(3L);
            assertThat(server.getAttribute(name, "request-too-large-total")).isEqualTo(2L);
            assertThat((Long) server.getAttribute(name, "connection-open")).isPositive();
            assertThat(server.getAttribute(name, "connection-max")).isEqualTo(2_000L);
            assertThat(server.getAttribute(name, "request-not-http-total")).isEqualTo(0L);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), task.port())) {
                socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            assertThat(server.getAttribute(name, "request-not-http-total")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "request-refused-total")).isEqualTo(3L);
            assertThat((Long) server.getAttribute(name, "ack-latency-max-us")).isPositive();
            assertThat(server.getAttribute(name, "answer-oldest-age-ms")).isEqualTo(0L);
            task.poll();
            assertThat(server.getAttribute(name, "task-stalled")).isEqualTo(0L);
        }
    }

    @Test
    void thePageTellsWhatEachFigureIs() throws Exception {
        Path root = Files.isDirectory(Path.of("config-examples")) ? Path.of("") : Path.of("..");
        String page = Files.readString(root.resolve("source-connector/FIGURES.md"));
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
