package io.github.kafkaconnect.webpubsub.stack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Signs the tokens with which clients connect to a hub. */
public final class ClientTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final ConnectionString service;
    private final String hub;
    private final Clock clock;

    public ClientTokens(ConnectionString service, String hub, Clock clock) {
        this.service = service;
        this.hub = hub;
        this.clock = clock;
    }

    /** The address a client opens its WebSocket at, with a token for the user. */
    public String webSocketUrl(String user) {
        String client = service.endpoint() + "/client/hubs/" + hub;
        URI address = URI.create(client);
        String scheme = "https".equals(address.getScheme()) ? "wss" : "ws";
        return scheme + client.substring(address.getScheme().length()) + "?access_token="
                + URLEncoder.encode(token(client, user), StandardCharsets.UTF_8);
    }

    private String token(String audience, String user) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .audience(audience)
                .subject(user)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            jwt.sign(new MACSigner(service.accessKey().getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
