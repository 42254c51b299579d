package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;

/** A task on a real port, with the service and Connect played by the test. */
public final class TaskUnderTest implements AutoCloseable {
    public static final String KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH";
    private static final RecordMetadata METADATA = new RecordMetadata(new TopicPartition("t", 0), 0, 0, -1L, 0, 0);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final WebPubSubSourceTask task;
    private final int port;

    private TaskUnderTest(WebPubSubSourceTask task, int port) {
        this.task = task;
        this.port = port;
    }

    public static TaskUnderTest start(String... more) {
        return start(new ListenerRegistry(), freePort(), more);
    }

    /** @param more pairs of keys and values that replace or add to those of an ordinary configuration */
    public static TaskUnderTest start(ListenerRegistry listeners, int port, String... more) {
        WebPubSubSourceTask task = new WebPubSubSourceTask(listeners);
        task.start(properties(port, more));
        return new TaskUnderTest(task, port);
    }

    public static Map<String, String> properties(int port, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name",
                "chat",
                SourceConfig.TASK_INDEX,
                "0",
                "webpubsub.hub",
                "chat",
                "webpubsub.connection.string",
                "Endpoint=http://127.0.0.1:8080;AccessKey=" + KEY + ";Version=1.0;",
                "upstream.listen.address",
                "127.0.0.1:" + port));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public WebPubSubSourceTask task() {
        return task;
    }

    public int port() {
        return port;
    }

    /** Polls once; an empty list when there is nothing. */
    public List<SourceRecord> poll() {
        List<SourceRecord> records = task.poll();
        return records == null ? List.of() : records;
    }

    /** Polls until so many records came. */
    public List<SourceRecord> poll(int count) {
        List<SourceRecord> records = new ArrayList<>();
        long end = System.nanoTime() + 5_000_000_000L;
        while (records.size() < count && System.nanoTime() < end) {
            records.addAll(poll());
        }
        if (records.size() != count) {
            throw new AssertionError("expected " + count + " records, got " + records.size());
        }
        return records;
    }

    public void acknowledge(SourceRecord record) {
        task.commitRecord(record, METADATA);
    }

    public void drop(SourceRecord record) {
        task.commitRecord(record, null);
    }

    public CompletableFuture<Integer> postMessage(String connectionId, String id, String text) {
        return post("/eventhandler", message(connectionId, id), text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .thenApply(HttpResponse::statusCode);
    }

    /** The headers of a message, signed. */
    public static Map<String, String> message(String connectionId, String id) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "text/plain");
        headers.put("WebHook-Request-Origin", "127.0.0.1");
        headers.put("ce-specversion", "1.0");
        headers.put("ce-awpsversion", "1.0");
        headers.put("ce-type", "azure.webpubsub.user.message");
        headers.put("ce-source", "/hubs/chat/client/" + connectionId);
        headers.put("ce-id", id);
        headers.put("ce-time", "2026-03-04T05:06:07Z");
        headers.put("ce-hub", "chat");
        headers.put("ce-connectionId", connectionId);
        headers.put("ce-eventName", "message");
        headers.put("ce-signature", new EventSignature(List.of(KEY)).sign(connectionId));
        return headers;
    }

    public CompletableFuture<HttpResponse<String>> post(String target, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> send(String method, String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    @Override
    public void close() {
        task.stop();
    }
}
