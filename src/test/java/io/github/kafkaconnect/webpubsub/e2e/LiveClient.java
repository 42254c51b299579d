package io.github.kafkaconnect.webpubsub.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A WebSocket client, simple or with a subprotocol, that remembers the texts it received. Any thread may ask it. */
public final class LiveClient implements WebSocket.Listener, AutoCloseable {

    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<String> distinct = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    /** A text and when its last part came, by {@code System.nanoTime()}. */
    public record Arrival(String text, long nanos) {}

    private LiveClient() {}

    public static LiveClient connect(HttpClient http, URI url, String... subprotocol) {
        LiveClient client = new LiveClient();
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (subprotocol.length > 0) {
            builder.subprotocols(subprotocol[0]);
        }
        client.socket.complete(builder.buildAsync(url, client).join());
        return client;
    }

    /** Sends a text and waits until the socket took it. */
    public void send(String message) {
        socket.join().sendText(message, true).join();
    }

    public synchronized List<Arrival> arrivals() {
        return new ArrayList<>(arrivals);
    }

    List<String> texts() {
        return arrivals().stream().map(Arrival::text).toList();
    }

    synchronized int distinct() {
        return distinct.size();
    }

    public synchronized int count() {
        return arrivals.size();
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            arrived(text.toString());
            text.setLength(0);
        }
        return null;
    }

    private synchronized void arrived(String message) {
        arrivals.add(new Arrival(message, System.nanoTime()));
        distinct.add(message);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    /** The close code; 1006 for a socket that broke. Completes when the connection ends. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public void close() {
        socket.join().abort();
    }
}
