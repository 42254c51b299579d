package io.github.kafkaconnect.webpubsub.emulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Speaks to an emulator over real sockets with the JDK's client, signing with a library the emulator does not use. */
final class Wire {
    static final String VERSION = "api-version=2024-12-01";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Emulator emulator;
    private final String key;

    private Wire(Emulator emulator, String key) {
        this.emulator = emulator;
        this.key = key;
    }

    static Wire to(Emulator emulator) {
        return new Wire(emulator, emulator.keys().primary());
    }

    /** The same, signing with another key. */
    Wire signingWith(String otherKey) {
        return new Wire(emulator, otherKey);
    }

    /** A call with a proper token; the path starts with a slash, the query has no api-version. */
    HttpResponse<String> call(String method, String pathAndQuery) {
        return send(request(method, pathAndQuery, BodyPublishers.noBody()).build());
    }

    HttpResponse<String> post(String pathAndQuery, String contentType, String body) {
        return send(postRequest(pathAndQuery, contentType, body));
    }

    CompletableFuture<HttpResponse<String>> postLater(String pathAndQuery, String contentType, String body) {
        return HTTP.sendAsync(postRequest(pathAndQuery, contentType, body), BodyHandlers.ofString());
    }

    private HttpRequest postRequest(String pathAndQuery, String contentType, String body) {
        return request("POST", pathAndQuery, BodyPublishers.ofString(body))
                .header("Content-Type", contentType)
                .build();
    }

    HttpRequest.Builder request(String method, String pathAndQuery, BodyPublisher body) {
        String url = emulator.endpoint() + versioned(pathAndQuery);
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token(url, claims -> {}))
                .method(method, body);
    }

    private static String versioned(String pathAndQuery) {
        return pathAndQuery.contains("api-version")
                ? pathAndQuery
                : pathAndQuery + (pathAndQuery.contains("?") ? "&" : "?") + VERSION;
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A token valid for an hour, unless changed. */
    String token(String audience, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .audience(audience)
                .claim("iat", Instant.now().getEpochSecond())
                .claim("exp", Instant.now().getEpochSecond() + 3600);
        change.accept(claims);
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
            jwt.sign(new MACSigner(key.getBytes(StandardCharsets.UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client token for a hub. */
    String clientToken(String hub, Consumer<JWTClaimsSet.Builder> change) {
        return token(emulator.endpoint() + "/client/hubs/" + hub, change);
    }

    /** A client that is about to connect. */
    TestClient.Plan client(String hub) {
        return new TestClient.Plan(HTTP, this, "ws://127.0.0.1:" + emulator.port(), hub);
    }
}
