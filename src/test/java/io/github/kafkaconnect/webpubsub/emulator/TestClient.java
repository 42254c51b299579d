package io.github.kafkaconnect.webpubsub.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that remembers what it received, in order. */
final class TestClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LinkedBlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final boolean reads;
    private @Nullable WebSocket socket;
    private JsonNode greeting = JSON.missingNode();

    private TestClient(boolean reads) {
        this.reads = reads;
    }

    /** How a client shall connect. */
    static final class Plan {
        private final HttpClient http;
        private final Wire wire;
        private final String base;
        private final String hub;
        private final List<String> subprotocols = new ArrayList<>();
        private final StringBuilder query = new StringBuilder();
        private Consumer<JWTClaimsSet.Builder> claims = builder -> {};
        private @Nullable String token;
        private boolean anonymous;
        private boolean reads = true;

        Plan(HttpClient http, Wire wire, String base, String hub) {
            this.http = http;
            this.wire = wire;
            this.base = base;
            this.hub = hub;
        }

        Plan user(String userId) {
            return claim(builder -> builder.subject(userId));
        }

        Plan roles(String... roles) {
            return claim(builder -> builder.claim("role", List.of(roles)));
        }

        Plan groups(String... groups) {
            return claim(builder -> builder.claim("webpubsub.group", List.of(groups)));
        }

        Plan claim(Consumer<JWTClaimsSet.Builder> change) {
            claims = claims.andThen(change);
            return this;
        }

        Plan token(String other) {
            token = other;
            return this;
        }

        Plan anonymous() {
            anonymous = true;
            return this;
        }

        Plan subprotocols(String... names) {
            subprotocols.addAll(List.of(names));
            return this;
        }

        Plan json() {
            return subprotocols("json.webpubsub.azure.v1");
        }

        Plan reliable() {
            return subprotocols("json.reliable.webpubsub.azure.v1");
        }

        Plan query(String name, String value) {
            query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            return this;
        }

        /** Never asks for a frame, so that its socket fills up. */
        Plan notReading() {
            reads = false;
            return this;
        }

        /** @throws CompletionException with a {@link WebSocketHandshakeException} when it is refused */
        TestClient connect() {
            TestClient client = new TestClient(reads);
            String access = anonymous ? "" : "access_token=" + (token == null ? wire.clientToken(hub, claims) : token);
            WebSocket.Builder builder = http.newWebSocketBuilder();
            if (!subprotocols.isEmpty()) {
                builder.subprotocols(
                        subprotocols.get(0),
                        subprotocols.subList(1, subprotocols.size()).toArray(new String[0]));
            }
            URI uri = URI.create(base + "/client/hubs/" + hub + "?" + access + query);
            client.socket = builder.buildAsync(uri, client).join();
            return client;
        }

        /** Connects and takes the {@code connected} frame. */
        TestClient greeted() {
            TestClient client = connect();
            client.greeting = client.json();
            return client;
        }

        /** The status with which the handshake is refused. */
        int refusal() {
            try (TestClient unexpected = connect()) {
                throw new AssertionError("Not refused: " + unexpected.subprotocol());
            } catch (CompletionException e) {
                if (e.getCause() instanceof WebSocketHandshakeException refused) {
                    return refused.getResponse().statusCode();
                }
                throw e;
            }
        }
    }

    /** Lets a client read that did not. */
    void startReading() {
        socket().request(Long.MAX_VALUE);
    }

    /** Sends a frame, and does not wait until it is written. */
    CompletableFuture<WebSocket> sendLater(String frame) {
        return socket().sendText(frame, true);
    }

    String subprotocol() {
        return socket().getSubprotocol();
    }

    private WebSocket socket() {
        WebSocket current = socket;
        if (current == null) {
            throw new IllegalStateException("not connected");
        }
        return current;
    }

    String id() {
        return greeting.path("connectionId").asText();
    }

    JsonNode greeting() {
        return greeting;
    }

    TestClient send(String frame) {
        socket().sendText(frame, true).join();
        return this;
    }

    TestClient sendBinary(byte[] frame) {
        socket().sendBinary(ByteBuffer.wrap(frame), true).join();
        return this;
    }

    /** Sends what the service is expected to refuse, perhaps before all of it is written. */
    void sendUnlessClosed(byte[] frame) {
        socket().sendBinary(ByteBuffer.wrap(frame), true)
                .exceptionally(refused -> socket())
                .join();
    }

    /** The next frame; a binary one as {@code binary:} and its bytes as Latin-1. */
    String next() {
        try {
            String frame = frames.poll(5, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("No frame within 5 s");
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json() {
        try {
            return JSON.readTree(next());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** What came so far and was not taken. */
    List<String> rest() {
        List<String> rest = new ArrayList<>();
        frames.drainTo(rest);
        return rest;
    }

    int waiting() {
        return frames.size();
    }

    /** The close code, or 1006 for a socket that was cut. */
    int closeCode() {
        try {
            return closed.get(5, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Not closed within 5 s", e);
        }
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Drops the socket without a close frame. */
    void cut() {
        socket().abort();
    }

    @Override
    public void close() {
        WebSocket current = socket;
        if (current != null) {
            current.abort();
        }
    }

    /** Says goodbye. */
    void leave() {
        socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            frames.add(text.toString());
            text.setLength(0);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        text.append(text.length() == 0 ? "binary:" : "").append(new String(bytes, StandardCharsets.ISO_8859_1));
        if (last) {
            frames.add(text.toString());
            text.setLength(0);
        }
        return null;
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
}
