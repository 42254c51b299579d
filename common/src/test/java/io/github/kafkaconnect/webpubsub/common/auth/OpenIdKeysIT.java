package io.github.kafkaconnect.webpubsub.common.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys read from documents on a socket, good ones and bad. */
class OpenIdKeysIT {
    private static final RSAKey KEY = TestAuthority.key("first");

    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final HttpServer server = serve();

    private HttpServer serve() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/", exchange -> {
                try (exchange) {
                    String text = documents.get(exchange.getRequestURI().getPath());
                    byte[] body = (text == null ? "no such document" : text).getBytes(UTF_8);
                    exchange.sendResponseHeaders(text == null ? 500 : 200, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            started.start();
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsTheRsaKeysThatSign() throws Exception {
        metadata("\"" + url("/keys") + "\"");
        String open = new JWKSet(KEY.toPublicJWK()).toString();
        String more =
                "{\"kty\":\"RSA\",\"use\":\"enc\",\"kid\":\"enc\",\"e\":\"AQAB\",\"n\":\"" + KEY.getModulus() + "\"},"
                        + "{\"kty\":\"RSA\",\"kid\":\"short\",\"e\":\"AQAB\",\"n\":\"AQAB\"},"
                        + "{\"kty\":\"new\",\"kid\":\"unknown\"},";
        documents.put("/keys", open.replace("[", "[" + more));
        assertThat(get(fetch())).containsOnlyKeys("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"keys\":[]}", "{}", "[]", "<html>", "", "{\"keys\":[{\"kty\":\"RSA\"}]}"})
    void saysWhatIsNoKeySet(String document) {
        metadata("\"" + url("/keys") + "\"");
        documents.put("/keys", document);
        assertThatThrownBy(() -> get(fetch())).hasRootCauseInstanceOf(Exception.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"file:///etc/hostname\"", "7", "\"not a url\""})
    void followsNoOtherKindOfAddress(String address) {
        metadata(address);
        assertThatThrownBy(() -> get(fetch())).hasStackTraceContaining("java.io.IOException");
    }

    @Test
    void saysWhichAddressDoesNotAnswer() {
        metadata("\"" + url("/absent") + "\"");
        assertThatThrownBy(() -> get(fetch()))
                .hasStackTraceContaining(url("/absent").toString());
    }

    @Test
    void readsNoEndlessDocument() {
        documents.put("/metadata", "x".repeat(2 * 1024 * 1024));
        assertThatThrownBy(() -> get(fetch())).hasStackTraceContaining("limit");
    }

    private void metadata(String address) {
        documents.put("/metadata", "{\"issuer\":\"x\",\"jwks_uri\":" + address + "}");
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private CompletionStage<Map<String, JWSVerifier>> fetch() {
        OpenIdSettings settings = new OpenIdSettings(url("/metadata"), Optional.empty(), Duration.ofHours(1));
        return new OpenIdKeys(settings, work -> new Thread(work).start()).fetch();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
