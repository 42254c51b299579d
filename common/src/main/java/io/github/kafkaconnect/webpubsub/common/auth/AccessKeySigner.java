package io.github.kafkaconnect.webpubsub.common.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.GenerateToken;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Signs requests with an access key: a JWT (HS256) whose audience is the absolute URL with its query, valid for one hour, as the service
 * demands of REST calls. A token fits one URL only, and is the caller's to keep. Safe for use by many threads.
 */
public final class AccessKeySigner implements CredentialSource {
    private static final long LIFETIME_MS = 3_600_000;
    /** The service grants five minutes for clocks that differ; ten leave as much again for the way. */
    private static final long RENEW_BEFORE_EXPIRY_MS = 600_000;
    /** A token older than this may have been refused for its age alone, when a clock was moved. */
    private static final long FRESH_MS = 60_000;

    private static final JWSHeader HEADER = header();

    private final KeyRing ring;
    private final List<JWSSigner> signers;
    private final Clock clock;
    /** Counts how often all tokens were called in; an origin is this times the number of keys, plus the key's place. */
    private final AtomicInteger generation = new AtomicInteger();

    /** @throws WebPubSubException {@link ErrorCode#OPTION_INVALID} when a key is too short to sign */
    public AccessKeySigner(KeyRing ring, Clock clock) {
        this.ring = ring;
        this.clock = clock;
        this.signers = signers(ring);
    }

    @Override
    public Credential credential(String absoluteUrl) {
        return sign(absoluteUrl, ring.active(), clock.millis());
    }

    /** A token from the future shows that the clock was set back: the service would see one that is not valid yet. */
    @Override
    public boolean isCurrent(Bearer credential) {
        long ageMs = clock.millis() - credential.issuedAtMs();
        return credential.origin() == origin(ring.active())
                && ageMs >= 0
                && ageMs < LIFETIME_MS - RENEW_BEFORE_EXPIRY_MS;
    }

    private int origin(KeyRing.Key key) {
        return generation.get() * signers.size() + key.place();
    }

    private int place(Bearer credential) {
        return credential.origin() % signers.size();
    }

    @Override
    public void accepted(Bearer credential) {
        ring.reportAccepted(place(credential));
    }

    @Override
    public AfterRefusal refused(Bearer credential) {
        if (Math.abs(clock.millis() - credential.issuedAtMs()) > FRESH_MS) {
            generation.incrementAndGet();
            return AfterRefusal.TRY_AGAIN;
        }
        return ring.reportRefused(place(credential));
    }

    @Override
    public Grant grant() {
        return Grant.KEY;
    }

    /** Claims as in the service's reference of client tokens. */
    @Override
    public Optional<String> clientToken(String audience, GenerateToken request) {
        long nowMs = clock.millis();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .audience(audience)
                .issueTime(new Date(nowMs))
                .expirationTime(new Date(nowMs + TimeUnit.MINUTES.toMillis(request.minutesToExpire())));
        if (!request.userId().isEmpty()) {
            claims.subject(request.userId());
        }
        if (!request.roles().isEmpty()) {
            claims.claim("role", request.roles());
        }
        if (!request.groups().isEmpty()) {
            claims.claim(
                    "webpubsub.group",
                    request.groups().stream().map(GroupName::value).toList());
        }
        return Optional.of(signed(claims.build().toPayload(), ring.active()));
    }

    private Bearer sign(String audience, KeyRing.Key key, long nowMs) {
        String claims = "{\"aud\":\"" + plain(audience)
                + "\",\"iat\":" + nowMs / 1_000
                + ",\"exp\":" + (nowMs + LIFETIME_MS) / 1_000 + "}";
        return new Bearer("Bearer " + signed(new Payload(claims), key), origin(key), nowMs);
    }

    private String signed(Payload claims, KeyRing.Key key) {
        JWSObject token = new JWSObject(HEADER, claims);
        try {
            token.sign(signers.get(key.place()));
        } catch (JOSEException e) {
            throw new WebPubSubException(ErrorCode.INTERNAL, "a token cannot be signed", e);
        }
        return token.serialize();
    }

    /** A URL has no character that JSON would have to escape; the token holds it exactly as it goes on the wire. */
    private static String plain(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\') {
                throw new IllegalArgumentException("the URL holds a character that must be percent-encoded");
            }
        }
        return url;
    }

    /** Parsed, so that the order of its members does not depend on the library. */
    private static JWSHeader header() {
        try {
            return JWSHeader.parse(Base64URL.encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));
        } catch (ParseException e) {
            throw new IllegalStateException("the library cannot read a plain header", e);
        }
    }

    private static List<JWSSigner> signers(KeyRing ring) {
        List<JWSSigner> signers = new ArrayList<>();
        for (KeyRing.Key key : ring.keys()) {
            try {
                signers.add(new MACSigner(key.secret()));
            } catch (JOSEException e) {
                throw new WebPubSubException(
                        ErrorCode.OPTION_INVALID, "an access key is too short: HS256 needs at least 32 bytes", e);
            }
        }
        return signers;
    }
}
