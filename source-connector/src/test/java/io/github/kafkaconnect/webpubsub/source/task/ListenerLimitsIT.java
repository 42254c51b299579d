package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The listener's limits are those of the options, on a real socket. */
class ListenerLimitsIT {
    private static final int PATIENCE_MS = 10_000;

    @Test
    void aSlowHeaderIsAnswered408() throws IOException {
        try (TaskUnderTest task = TaskUnderTest.start("upstream.header.timeout.ms", "200")) {
            assertThat(answer(task, "POST /eventhandler HTTP/1.1\r\nHost: x\r\n"))
                    .startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aSlowBodyIsAnswered408() throws IOException {
        try (TaskUnderTest task = TaskUnderTest.start("upstream.body.timeout.ms", "200")) {
            String head = "POST /eventhandler HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf";
            assertThat(answer(task, head)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void anIdleConnectionIsClosedWithoutAWord() throws IOException {
        try (TaskUnderTest task = TaskUnderTest.start("upstream.idle.timeout.ms", "200")) {
            long start = System.nanoTime();
            assertThat(answer(task, "")).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(PATIENCE_MS));
        }
    }

    @Test
    void largeHeadersAndBodiesAreAnswered431And413() throws IOException {
        try (TaskUnderTest task =
                TaskUnderTest.start("upstream.header.max.bytes", "4096", "upstream.body.max.bytes", "1024")) {
            assertThat(answer(task, "POST / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(5_000) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431 ");
            Map<String, String> event = TaskUnderTest.message("c1", "1");
            assertThat(task.post("/eventhandler", event, new byte[1_025]).join().statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws IOException {
        try (TaskUnderTest task = TaskUnderTest.start("upstream.connections.max", "1");
                Socket first = connect(task)) {
            first.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            assertThat(first.getInputStream().read()).isEqualTo('H');
            assertThat(answer(task, "")).isEmpty();
        }
    }

    /** Everything that comes until the connection ends. */
    private static String answer(TaskUnderTest task, String request) throws IOException {
        try (Socket socket = connect(task)) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private static Socket connect(TaskUnderTest task) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), task.port());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }
}
