package io.github.kafkaconnect.webpubsub.emulator.upstream;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real HTTP server that answers by script and remembers what it got. */
final class ScriptedHandler implements AutoCloseable {
    /** What it got. */
    record Received(String method, String target, Headers headers, String body, int clientPort, long nanos) {
        String header(String name) {
            String value = headers.getFirst(name);
            return value == null ? "" : value;
        }

        boolean isEvent() {
            return method.equals("POST");
        }
    }

    /** What it answers; status 0 closes the connection instead. */
    record Reply(int status, Map<String, String> headers, String body) {
        static Reply of(int status) {
            return new Reply(status, Map.of(), "");
        }

        static Reply of(int status, String contentType, String body) {
            return new Reply(status, Map.of("Content-Type", contentType), body);
        }

        static Reply allow(String origin) {
            return new Reply(200, Map.of("WebHook-Allowed-Origin", origin), "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Reply> handshakes = request -> Reply.allow("*");
    private volatile Function<Received, Reply> events = request -> Reply.of(204);

    ScriptedHandler() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    ScriptedHandler(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Received request = new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                body,
                exchange.getRemoteAddress().getPort(),
                System.nanoTime());
        received.add(request);
        Reply reply = (request.isEvent() ? events : handshakes).apply(request);
        if (reply.status() == 0) {
            throw new IOException("closes the connection");
        }
        reply.headers().forEach((name, value) -> List.of(value.split("\n"))
                .forEach(line -> exchange.getResponseHeaders().add(name, line)));
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    void answerHandshakes(Function<Received, Reply> script) {
        handshakes = script;
    }

    void answerEvents(Function<Received, Reply> script) {
        events = script;
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Received> handshakes() {
        return received.stream().filter(request -> !request.isEvent()).toList();
    }

    List<Received> events() {
        return received.stream().filter(Received::isEvent).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
