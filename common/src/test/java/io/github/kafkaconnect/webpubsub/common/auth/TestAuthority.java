package io.github.kafkaconnect.webpubsub.common.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Signs tokens, and tells its keys when the test says so. */
final class TestAuthority implements KeyFetch {
    private final Map<String, JWSVerifier> published = new HashMap<>();
    private CompletableFuture<Map<String, JWSVerifier>> question = new CompletableFuture<>();
    private int questions;

    /** One of the keys that were made once for these tests alone, for making one takes seconds: {@code first} or {@code second}. */
    static RSAKey key(String id) {
        try (InputStream file = TestAuthority.class.getResourceAsStream("signing-keys.json")) {
            return JWKSet.load(Objects.requireNonNull(file)).getKeyByKeyId(id).toRSAKey();
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String token(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void publish(RSAKey key) {
        try {
            published.put(key.getKeyID(), new RSASSAVerifier(key.toRSAPublicKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void withdraw(String keyId) {
        published.remove(keyId);
    }

    @Override
    public CompletionStage<Map<String, JWSVerifier>> fetch() {
        questions++;
        question = new CompletableFuture<>();
        return question;
    }

    /** How often it was asked. */
    int questions() {
        return questions;
    }

    /** Answers the last question. */
    void answer() {
        question.complete(Map.copyOf(published));
    }

    /** Cannot be reached for the last question. */
    void fail() {
        question.completeExceptionally(new IOException("away"));
    }
}
