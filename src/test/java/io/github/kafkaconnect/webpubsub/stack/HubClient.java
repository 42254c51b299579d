package io.github.kafkaconnect.webpubsub.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A client of a hub that speaks {@code json.webpubsub.azure.v1}. Safe for use by several threads. */
public final class HubClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final Map<Long, CompletableFuture<JsonNode>> acksById = new ConcurrentHashMap<>();
    private final CompletableFuture<JsonNode> connected = new CompletableFuture<>();
    private final AtomicLong lastAck = new AtomicLong();
    private final WebSocket socket;

    private HubClient(URI url) {
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("json.webpubsub.azure.v1")
                .buildAsync(url, new Frames())
                .join();
        connected.join();
    }

    /** Connects as the user, and waits for the service's greeting. */
    public static HubClient connect(String connectionString, String hub, String user) {
        ClientTokens tokens = new ClientTokens(ConnectionString.parse(connectionString), hub, Clock.systemUTC());
        return new HubClient(URI.create(tokens.webSocketUrl(user)));
    }

    /** Sends a user event with JSON data; completes with the service's {@code ack}. One call at a time. */
    public synchronized CompletableFuture<JsonNode> sendEvent(String event, Object data) {
        long ackId = lastAck.incrementAndGet();
        CompletableFuture<JsonNode> ack = new CompletableFuture<>();
        acksById.put(ackId, ack);
        try {
            socket.sendText(
                            JSON.writeValueAsString(Map.of(
                                    "type", "event", "event", event, "ackId", ackId, "dataType", "json", "data", data)),
                            true)
                    .join();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        return ack;
    }

    /** The {@code message} frames so far, in order of arrival. */
    public List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void received(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "message" -> messages.add(frame);
            case "system" -> connected.complete(frame);
            case "ack" -> {
                CompletableFuture<JsonNode> waiting =
                        acksById.remove(frame.path("ackId").asLong());
                if (waiting != null) {
                    waiting.complete(frame);
                }
            }
            default -> throw new IllegalStateException("Unknown frame " + frame);
        }
    }

    private final class Frames implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    received(JSON.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            connected.completeExceptionally(error);
        }
    }
}
