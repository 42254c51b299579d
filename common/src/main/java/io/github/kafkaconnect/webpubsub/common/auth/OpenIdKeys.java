package io.github.kafkaconnect.webpubsub.common.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** Reads the keys of an authority from its OpenID configuration, on threads that may block. */
final class OpenIdKeys implements KeyFetch {
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int READ_TIMEOUT_MS = 10_000;
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MIN_KEY_BITS = 2048;

    private final URI metadata;
    private final ResourceRetriever documents;
    private final Executor threads;

    /** @param threads runs one question at a time, at most half a minute for each */
    OpenIdKeys(OpenIdSettings settings, Executor threads) {
        this.metadata = settings.metadata();
        this.documents = new DefaultResourceRetriever(
                CONNECT_TIMEOUT_MS,
                READ_TIMEOUT_MS,
                MAX_BYTES,
                true,
                settings.tls().map(SSLContext::getSocketFactory).orElse(null));
        this.threads = threads;
    }

    @Override
    public CompletionStage<Map<String, JWSVerifier>> fetch() {
        return CompletableFuture.supplyAsync(this::ask, threads);
    }

    private Map<String, JWSVerifier> ask() {
        try {
            URI address = JSONObjectUtils.getURI(JSONObjectUtils.parse(document(metadata)), "jwks_uri");
            if (address == null || !metadata.getScheme().equalsIgnoreCase(address.getScheme())) {
                throw new IOException(metadata + " names no jwks_uri with " + metadata.getScheme());
            }
            return verifiers(JWKSet.parse(document(address)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException | JOSEException e) {
            throw new UncheckedIOException(new IOException("not the JSON that was expected: " + e.getMessage(), e));
        }
    }

    private String document(URI address) throws IOException {
        try {
            return documents.retrieveResource(address.toURL()).getContent();
        } catch (IOException e) {
            throw new IOException(address + ": " + e.getMessage(), e);
        }
    }

    /** RSA keys for signatures; what else an authority has does not sign access tokens. */
    private static Map<String, JWSVerifier> verifiers(JWKSet set) throws IOException, JOSEException {
        Map<String, JWSVerifier> verifiers = new HashMap<>();
        for (JWK key : set.getKeys()) {
            boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
            if (signs && key.getKeyID() != null && key instanceof RSAKey rsa && rsa.size() >= MIN_KEY_BITS) {
                verifiers.put(key.getKeyID(), new RSASSAVerifier(rsa.toRSAPublicKey()));
            }
        }
        if (verifiers.isEmpty()) {
            throw new IOException("the authority's key set has no RSA key for signatures");
        }
        return Map.copyOf(verifiers);
    }
}
