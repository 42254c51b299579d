package io.github.kafkaconnect.webpubsub.e2e;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Where clients of a hub open their WebSocket, with their token in the query.
 *
 * @param endpoint of the service, http
 */
public record ClientUrl(URI endpoint, String accessKey, String hub) {

    private static final Duration LIFETIME = Duration.ofHours(1);

    public static ClientUrl of(Emulator emulator, String hub) {
        return new ClientUrl(URI.create(emulator.endpoint()), emulator.keys().primary(), hub);
    }

    /** For a client that is a member of a group from the start. */
    public URI inGroup(String group) {
        return with(claims().claim("webpubsub.group", List.of(group)));
    }

    /** For a client that is a user. */
    public URI ofUser(String user) {
        return with(claims().subject(user));
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .audience(endpoint + "/client/hubs/" + hub)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
    }

    private URI with(JWTClaimsSet.Builder claims) {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        try {
            token.sign(new MACSigner(accessKey.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return URI.create(
                "ws://" + endpoint.getAuthority() + "/client/hubs/" + hub + "?access_token=" + token.serialize());
    }
}
