package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Serves on a port of the loopback address, 0 = any free one; requests may block, each has a thread. */
final class LoopbackServer implements AutoCloseable {
    private final HttpServer server;
    private final Function<WebRequest, Answer> service;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(new DefaultThreadFactory("token-authority", true));

    private LoopbackServer(HttpServer server, Function<WebRequest, Answer> service) {
        this.server = server;
        this.service = service;
    }

    static LoopbackServer plain(int port, Function<WebRequest, Answer> service) {
        try {
            return new LoopbackServer(HttpServer.create(address(port), 0), service).started();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
        }
    }

    static LoopbackServer secure(int port, SSLContext context, Function<WebRequest, Answer> service) {
        try {
            HttpsServer server = HttpsServer.create(address(port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new LoopbackServer(server, service).started();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private LoopbackServer started() {
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            return service.apply(WebRequest.of(exchange));
        } catch (IllegalArgumentException malformed) {
            return Answer.empty(400);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
