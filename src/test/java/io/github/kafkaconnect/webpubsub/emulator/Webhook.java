package io.github.kafkaconnect.webpubsub.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An event handler on the JDK's server that remembers its events as {@code name:body} and answers by a script. */
final class Webhook implements AutoCloseable {
    /** The answer to one event. */
    record Reply(int status, String contentType, String body) {
        static final Reply NOTHING = new Reply(204, "", "");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final Function<String, Reply> script;

    /** @param script gives the answer to {@code name:body} */
    Webhook(Function<String, Reply> script) {
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** A hub whose every event comes here. */
    HubSettings hub() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/{hub}/{event}";
        return HubSettings.DEFAULT.withEventHandlers(
                new EventHandler(url, "*", Set.of("connect", "connected", "disconnected"), EventHandler.Auth.NONE));
    }

    /** The same, for clients without token. */
    HubSettings openHub() {
        return new HubSettings(hub().eventHandlers(), HubSettings.AnonymousConnectPolicy.ALLOW, 20);
    }

    /** The {@code ce-signature} of each event, empty for none. */
    List<String> signatures() {
        return signatures;
    }

    List<String> events() {
        return events;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.getResponseHeaders().add("WebHook-Allowed-Origin", "*");
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String event = exchange.getRequestHeaders().getFirst("ce-eventName") + ":" + body;
            Reply reply = script.apply(event);
            String signature = exchange.getRequestHeaders().getFirst("ce-signature");
            signatures.add(signature == null ? "" : signature);
            events.add(event);
            if (reply.body().isEmpty()) {
                exchange.sendResponseHeaders(reply.status(), -1);
            } else {
                byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", reply.contentType());
                exchange.sendResponseHeaders(reply.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
