package io.github.kafkaconnect.webpubsub.stack.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kafkaconnect.webpubsub.stack.ClientTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Serves the page, the address for its WebSocket and its server-sent events, on loopback. */
final class PageServer {

    private static final Map<String, String> TYPE_BY_FILE = Map.of(
            "index.html", "text/html; charset=utf-8",
            "chat.js", "text/javascript; charset=utf-8",
            "chat.css", "text/css; charset=utf-8",
            "icon.svg", "image/svg+xml");
    private static final long HEARTBEAT_MS = 5_000;
    private static final int NAME_MAX = 40;

    private final HttpServer server;
    private final ClientTokens tokens;
    private final Subscribers subscribers;

    PageServer(int port, ClientTokens tokens, Subscribers subscribers) throws IOException {
        this.tokens = tokens;
        this.subscribers = subscribers;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::file);
        server.createContext("/api/negotiate", this::negotiate);
        server.createContext("/api/feed", this::feed);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "page-http");
            thread.setDaemon(true);
            return thread;
        }));
    }

    void start() {
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        String name = path.isEmpty() ? "index.html" : path;
        String type = TYPE_BY_FILE.get(name);
        if (type == null) {
            send(exchange, 404, "text/plain", "Not found".getBytes(StandardCharsets.UTF_8));
            return;
        }
        try (InputStream content = PageServer.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            send(exchange, 200, type, content.readAllBytes());
        }
    }

    /** {@code GET /api/negotiate?user=…}: where to connect, token included. */
    private void negotiate(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String user = query != null && query.startsWith("user=")
                ? URLDecoder.decode(query.substring("user=".length()), StandardCharsets.UTF_8)
                : "";
        if (user.isBlank() || user.length() > NAME_MAX) {
            send(exchange, 400, "text/plain", "user: 1 to 40 characters".getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] body = new ObjectMapper().writeValueAsBytes(Map.of("url", tokens.webSocketUrl(user)));
        send(exchange, 200, "application/json", body);
    }

    /** Holds its thread as long as the browser listens. */
    private void feed(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        BlockingQueue<String> events = subscribers.subscribe();
        try (OutputStream body = exchange.getResponseBody()) {
            while (true) {
                String event = events.poll(HEARTBEAT_MS, TimeUnit.MILLISECONDS);
                body.write((event == null ? ": \n\n" : event).getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            subscribers.unsubscribe(events);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
