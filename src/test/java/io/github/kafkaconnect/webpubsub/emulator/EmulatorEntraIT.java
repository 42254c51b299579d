package io.github.kafkaconnect.webpubsub.emulator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.kafkaconnect.webpubsub.emulator.auth.Role;
import io.github.kafkaconnect.webpubsub.emulator.entra.Application;
import io.github.kafkaconnect.webpubsub.emulator.entra.TokenAuthority;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Only a token of the trusted authority for this service is let in, and only for what its identity may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("side-by-side")
class EmulatorEntraIT {
    private static final String SEND = "/api/hubs/chat/:send";
    private static final Application OWNER = Application.of("owner-client", "owner-object");
    private static final Application READER = Application.of("reader-client", "reader-object");
    private static final Application NOBODY = Application.of("nobody-client", "nobody-object");

    private final TokenAuthority authority = TokenAuthority.start();
    private final Emulator emulator = trusting(EmulatorOptions.DEFAULT);
    private final Wire wire = Wire.to(emulator);

    @SuppressWarnings("NullAway.Init")
    private RSAKey foreignKey;

    @BeforeAll
    void makeAForeignKey() throws JOSEException {
        foreignKey = new RSAKeyGenerator(2048).generate();
    }

    @AfterAll
    void stop() {
        emulator.close();
        authority.close();
    }

    private Emulator trusting(EmulatorOptions options) {
        Emulator started = Emulator.start(options);
        started.entra().trust(authority);
        started.entra().assign(OWNER.objectId(), Role.SERVICE_OWNER);
        started.entra().assign(READER.objectId(), Role.SERVICE_READER);
        return started;
    }

    private static HttpResponse<String> call(Emulator emulator, String token, String method, String path) {
        String url = emulator.endpoint() + path + (path.contains("?") ? "&" : "?") + Wire.VERSION;
        return Wire.send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/plain")
                .method(method, BodyPublishers.ofString(method.equals("POST") ? "x" : ""))
                .build());
    }

    private int status(String token, String method, String path) {
        return call(emulator, token, method, path).statusCode();
    }

    private String token(Application application) {
        return authority.token(application, claims -> {});
    }

    private int sendWith(Consumer<ObjectNode> change) {
        return status(authority.token(OWNER, change), "POST", SEND);
    }

    @Test
    void anOwnersTokenIsTakenAsOftenAsItComes() {
        String token = token(OWNER);
        assertThat(status(token, "POST", SEND)).isEqualTo(202);
        assertThat(status(token, "POST", SEND)).isEqualTo(202);
        assertThat(status(token, "DELETE", "/api/hubs/chat/connections/none")).isEqualTo(204);
        assertThat(wire.post(SEND, "text/plain", "x").statusCode()).isEqualTo(202);
    }

    @Test
    void theAudienceIsTheServiceExactly() {
        for (String audience : List.of(
                "https://webpubsub.azure.com/",
                "https://WebPubSub.azure.com",
                "https://graph.microsoft.com",
                emulator.endpoint() + SEND + "?" + Wire.VERSION)) {
            assertThat(sendWith(claims -> claims.put("aud", audience)))
                    .as(audience)
                    .isEqualTo(401);
        }
        assertThat(sendWith(claims -> claims.remove("aud"))).isEqualTo(401);
    }

    @Test
    void theIssuerIsTheTrustedOne() {
        assertThat(sendWith(claims -> claims.put("iss", authority.issuer() + "/")))
                .isEqualTo(401);
        assertThat(sendWith(claims -> claims.remove("iss"))).isEqualTo(401);
        try (TokenAuthority other = TokenAuthority.start()) {
            assertThat(status(other.token(OWNER, claims -> {}), "POST", SEND)).isEqualTo(401);
        }
    }

    @Test
    void theTimeOfATokenCountsWithFiveMinutesOfSkew() {
        long now = Instant.now().getEpochSecond();
        assertThat(sendWith(claims -> claims.put("exp", now - 290))).isEqualTo(202);
        assertThat(sendWith(claims -> claims.put("exp", now - 310))).isEqualTo(401);
        assertThat(sendWith(claims -> claims.put("nbf", now + 290))).isEqualTo(202);
        assertThat(sendWith(claims -> claims.put("nbf", now + 310))).isEqualTo(401);
        assertThat(sendWith(claims -> claims.remove("exp"))).isEqualTo(401);
    }

    @Test
    void theSignatureIsOneOfThePublishedKeys() throws Exception {
        SignedJWT good = SignedJWT.parse(token(OWNER));
        JWTClaimsSet claims = good.getJWTClaimsSet();
        JWSHeader header = good.getHeader();
        SignedJWT foreign = new SignedJWT(header, claims);
        foreign.sign(new RSASSASigner(foreignKey));
        SignedJWT unknownKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown").build(), claims);
        unknownKey.sign(new RSASSASigner(foreignKey));
        SignedJWT noKey = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        noKey.sign(new RSASSASigner(foreignKey));
        // A verifier that lets the token choose takes the public key, which anybody has, for a shared secret.
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(header.getKeyID())
                        .build(),
                claims);
        byte[] publicKey = requireNonNull(authority.key(header.getKeyID())).getEncoded();
        shared.sign(new MACSigner(publicKey));
        for (String token : List.of(
                foreign.serialize(),
                unknownKey.serialize(),
                noKey.serialize(),
                shared.serialize(),
                new PlainJWT(claims).serialize(),
                good.serialize().substring(0, good.serialize().length() - 8) + "AAAAAAAA",
                "a.b.c")) {
            assertThat(status(token, "POST", SEND)).as(token).isEqualTo(401);
        }
        assertThat(status(good.serialize(), "POST", SEND)).isEqualTo(202);
    }

    @Test
    void aRetiredKeyTakesItsTokensAlong() {
        try (TokenAuthority rolling = TokenAuthority.start();
                Emulator trusting = Emulator.start(EmulatorOptions.DEFAULT)) {
            trusting.entra().trust(rolling);
            trusting.entra().assign(OWNER.objectId(), Role.SERVICE_OWNER);
            String old = rolling.token(OWNER, claims -> {});
            assertThat(call(trusting, old, "POST", SEND).statusCode()).isEqualTo(202);
            rolling.rollOver();
            String fresh = rolling.token(OWNER, claims -> {});
            assertThat(call(trusting, fresh, "POST", SEND).statusCode()).isEqualTo(202);
            assertThat(call(trusting, old, "POST", SEND).statusCode()).isEqualTo(202);
            rolling.retireOldKeys();
            assertThat(call(trusting, old, "POST", SEND).statusCode()).isEqualTo(401);
            assertThat(call(trusting, fresh, "POST", SEND).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void anIdentityWithoutARoleIsKnownButMayDoNothing() {
        assertThat(status(token(NOBODY), "POST", SEND)).isEqualTo(403);
        assertThat(status(token(NOBODY), "HEAD", "/api/hubs/chat/users/none")).isEqualTo(403);
        assertThat(sendWith(claims -> claims.remove("oid"))).isEqualTo(403);
    }

    @Test
    void aRoleCountsFromTheNextRequestOn() {
        Application other = Application.of("other-client", "other-object");
        String token = token(other);
        assertThat(status(token, "POST", SEND)).isEqualTo(403);
        emulator.entra().assign(other.objectId(), Role.SERVICE_OWNER);
        assertThat(status(token, "POST", SEND)).isEqualTo(202);
        emulator.entra().unassign(other.objectId());
        assertThat(status(token, "POST", SEND)).isEqualTo(403);
    }

    @Test
    void aReaderReadsOnly() {
        String token = token(READER);
        try (TestClient client = wire.client("readable").user("ann").json().greeted()) {
            assertThat(status(token, "HEAD", "/api/hubs/readable/users/ann")).isEqualTo(200);
            assertThat(status(token, "HEAD", "/api/hubs/readable/users/bob")).isEqualTo(404);
            assertThat(status(token, "GET", "/api/hubs/readable/groups/room/connections"))
                    .isEqualTo(200);
            assertThat(status(token, "POST", "/api/hubs/readable/:send")).isEqualTo(403);
            assertThat(status(token, "POST", "/api/hubs/readable/:generateToken"))
                    .isEqualTo(403);
            assertThat(status(token, "PUT", "/api/hubs/readable/users/ann/groups/room"))
                    .isEqualTo(403);
            assertThat(status(token, "DELETE", "/api/hubs/readable/users/ann/groups"))
                    .isEqualTo(403);
            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void aGeneratedTokenLetsAClientIn() throws Exception {
        HttpResponse<String> answer =
                call(emulator, token(OWNER), "POST", "/api/hubs/generated/:generateToken?userId=ann&group=room");
        assertThat(answer.statusCode()).isEqualTo(200);
        String clientToken =
                new ObjectMapper().readTree(answer.body()).path("token").asText();
        try (TestClient client = wire.client("generated").token(clientToken).connect()) {
            assertThat(status(token(OWNER), "POST", "/api/hubs/generated/groups/room/:send"))
                    .isEqualTo(202);
            assertThat(client.next()).isEqualTo("x");
            assertThat(emulator.clients("generated"))
                    .singleElement()
                    .extracting(ClientSnapshot::userId)
                    .isEqualTo("ann");
        }
    }

    @Test
    void identitiesComeInWhereKeysAreSwitchedOff() {
        try (Emulator keyless = trusting(EmulatorOptions.DEFAULT.with("keys.local.auth", "OFF"))) {
            assertThat(Wire.to(keyless).post(SEND, "text/plain", "x").statusCode())
                    .isEqualTo(401);
            assertThat(call(keyless, token(OWNER), "POST", SEND).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void nobodyIsTrustedAtFirst() {
        try (Emulator alone = Emulator.start(EmulatorOptions.DEFAULT)) {
            alone.entra().assign(OWNER.objectId(), Role.SERVICE_OWNER);
            assertThat(call(alone, token(OWNER), "POST", SEND).statusCode()).isEqualTo(401);
        }
    }
}
