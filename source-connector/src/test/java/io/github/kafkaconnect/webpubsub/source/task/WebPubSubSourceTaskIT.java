package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** A task as the service and Connect see it, over a real socket. */
class WebPubSubSourceTaskIT {
    @Test
    void answersAnEventOnlyAfterKafkaHasIt() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start()) {
            CompletableFuture<Integer> status = task.postMessage("c1", "1", "hello");
            SourceRecord record = task.poll(1).get(0);
            assertThat(record.topic()).isEqualTo("webpubsub.chat");
            assertThat(record.key()).isEqualTo("c1");
            assertThat(new String((byte[]) record.value(), UTF_8)).isEqualTo("hello");
            task.poll();
            assertThat(status).isNotDone();
            task.acknowledge(record);
            assertThat(status.get()).isEqualTo(204);
        }
    }

    @Test
    void answersValidationInEveryState() {
        try (TaskUnderTest task = TaskUnderTest.start("poll.gap.ms", "200")) {
            await().until(() -> task.send("GET", "/health").statusCode() == 503);
            for (String method : List.of("OPTIONS", "GET")) {
                HttpResponse<String> answer = task.send(
                        method,
                        "/eventhandler/chat/validate?code=K1",
                        "WebHook-Request-Origin",
                        "127.0.0.1, other.example, localhost");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().allValues("WebHook-Allowed-Origin"))
                        .containsExactly("127.0.0.1", "localhost");
            }
            assertThat(task.send("OPTIONS", "/eventhandler", "WebHook-Request-Origin", "evil.example")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(task.send("OPTIONS", "/eventhandler").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void answers503WhileConnectDoesNotPollAndTakesEventsAgainAfterwards() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start("poll.gap.ms", "200")) {
            task.poll();
            CompletableFuture<Integer> waiting = task.postMessage("c1", "1", "never polled");
            assertThat(waiting.get()).isEqualTo(503);
            assertThat(task.postMessage("c1", "2", "refused").get()).isEqualTo(503);
            assertThat(task.poll()).isEmpty();
            assertThat(task.send("GET", "/health").statusCode()).isEqualTo(200);
            CompletableFuture<Integer> again = task.postMessage("c1", "1", "never polled");
            task.poll(1).forEach(task::acknowledge);
            assertThat(again.get()).isEqualTo(204);
        }
    }

    @Test
    void answers503WhenKafkaIsLateAndWhenTheTaskStops() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start("answer.timeout.ms", "300")) {
            CompletableFuture<Integer> late = task.postMessage("c1", "1", "late");
            SourceRecord record = task.poll(1).get(0);
            assertThat(late.get()).isEqualTo(503);
            task.acknowledge(record);
        }
        TaskUnderTest task = TaskUnderTest.start();
        CompletableFuture<Integer> polled = task.postMessage("c1", "1", "polled");
        task.poll(1);
        CompletableFuture<Integer> queued = task.postMessage("c2", "1", "queued");
        await().until(() -> task.send("GET", "/health").statusCode() > 0);
        long start = System.nanoTime();
        task.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(polled.get()).isEqualTo(503);
        assertThat(queued.handle((status, failure) -> failure == null ? status : 503)
                        .get())
                .isEqualTo(503);
        task.close();
    }

    @Test
    void connectHasADeadlineOfItsOwnAndKeepsNoToken() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start("connect.answer.timeout.ms", "200")) {
            Map<String, String> connect = TaskUnderTest.message("c1", "0");
            connect.put("ce-type", "azure.webpubsub.sys.connect");
            connect.put("ce-eventName", "connect");
            byte[] body = "{\"query\":{\"access_token\":[\"ey\"]}}".getBytes(UTF_8);
            CompletableFuture<HttpResponse<String>> refused = task.post("/eventhandler/chat/connect", connect, body);
            SourceRecord record = task.poll(1).get(0);
            assertThat(new String((byte[]) record.value(), UTF_8)).isEqualTo("{\"query\":{}}");
            assertThat(refused.get().statusCode()).isEqualTo(503);
            CompletableFuture<HttpResponse<String>> accepted = task.post("/eventhandler/chat/connect", connect, body);
            // The record is still on its way: the repeat waits for it and makes no second one.
            assertThat(task.poll()).isEmpty();
            task.acknowledge(record);
            assertThat(accepted.get().statusCode()).isEqualTo(204);
            assertThat(accepted.get().body()).isEmpty();
            CompletableFuture<HttpResponse<String>> again = task.post("/eventhandler/chat/connect", connect, body);
            assertThat(again.get().statusCode()).isEqualTo(204);
            assertThat(task.poll()).isEmpty();
        }
    }

    @Test
    void aClientMayConnectWithoutARecordWhereThatIsPreferred() throws Exception {
        try (TaskUnderTest task =
                TaskUnderTest.start("connect.answer.timeout.ms", "200", "connect.unavailable", "admit")) {
            Map<String, String> connect = TaskUnderTest.message("c1", "0");
            connect.put("ce-type", "azure.webpubsub.sys.connect");
            connect.put("ce-eventName", "connect");
            byte[] body = "{}".getBytes(UTF_8);
            assertThat(task.post("/eventhandler", connect, body).get().statusCode())
                    .isEqualTo(204);
            Thread.sleep(1_100);
            // Nobody polls: stalled.
            connect.put("ce-id", "1");
            assertThat(task.post("/eventhandler", connect, body).get().statusCode())
                    .isEqualTo(204);
            assertThat(task.postMessage("c1", "2", "user event").get()).isEqualTo(503);
        }
    }

    @Test
    void pollReturnsWithin100Milliseconds() {
        try (TaskUnderTest task = TaskUnderTest.start()) {
            task.poll();
            List<Duration> waits = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                long start = System.nanoTime();
                assertThat(task.task().poll()).isNull();
                waits.add(Duration.ofNanos(System.nanoTime() - start));
            }
            // The median: a busy machine may hold up a single one.
            waits.sort(null);
            assertThat(waits.get(4)).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start("upstream.body.max.bytes", "2048")) {
            task.poll();
            byte[] body = "x".getBytes(UTF_8);
            Map<String, String> event = TaskUnderTest.message("c1", "1");
            assertThat(task.post("/elsewhere", event, body).get().statusCode()).isEqualTo(404);
            assertThat(task.send("PUT", "/eventhandler").statusCode()).isEqualTo(405);
            assertThat(task.send("GET", "/eventhandler").statusCode()).isEqualTo(405);
            assertThat(task.post("/eventhandler", Map.of(), body).get().statusCode())
                    .isEqualTo(400);
            assertThat(with(task, event, "ce-type", "").statusCode()).isEqualTo(400);
            assertThat(with(task, event, "ce-time", "yesterday").statusCode()).isEqualTo(400);
            assertThat(with(task, event, "ce-source", "a b").statusCode()).isEqualTo(400);
            assertThat(with(task, event, "ce-hub", "other").statusCode()).isEqualTo(404);
            assertThat(with(task, event, "ce-hub", "../x").statusCode()).isEqualTo(404);
            assertThat(with(task, event, "ce-signature", "sha256=00").statusCode())
                    .isEqualTo(401);
            assertThat(with(task, event, "WebHook-Request-Origin", "evil.example")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(task.post("/eventhandler", event, new byte[4_096]).get().statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void refusesAPortThatIsTakenAndNamesTheKey() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TaskUnderTest.start(new ListenerRegistry(), taken.getLocalPort()))
                    .hasMessageContaining("WPS-4001")
                    .hasMessageContaining("upstream.listen.address=127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("choose another");
        }
    }

    private static HttpResponse<String> with(TaskUnderTest task, Map<String, String> event, String name, String value)
            throws Exception {
        Map<String, String> changed = new java.util.HashMap<>(event);
        changed.put(name, value);
        return task.post("/eventhandler", changed, "x".getBytes(UTF_8)).get();
    }
}
