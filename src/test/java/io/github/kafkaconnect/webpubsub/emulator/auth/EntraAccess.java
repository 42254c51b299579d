package io.github.kafkaconnect.webpubsub.emulator.auth;

import java.security.PublicKey;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What Microsoft Entra identities may do on the resource. Nobody may do anything until an issuer is trusted.
 *
 * <p>Issuer and roles may be changed by any thread and count from the next request on. Checks are loop-confined; a
 * checked signature is remembered as long as its key is published, everything else is checked on every use.
 */
public final class EntraAccess {
    /** The {@code aud} that a token must have, exactly. */
    public static final String AUDIENCE = "https://webpubsub.azure.com";

    private static final int CACHE_MAX = 1_000;

    private final InstantSource clock;
    private final long skewSeconds;
    private final Map<String, Role> rolesByObjectId = new ConcurrentHashMap<>();
    private final Map<String, Checked> checkedByToken = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
            return size() > CACHE_MAX;
        }
    };
    private volatile @Nullable TokenIssuer trusted;

    private record Checked(String keyId, PublicKey key, Claims claims) {}

    /** What a token is good for. */
    public enum Verdict {
        ALLOWED,
        /** The token is valid, but its identity has no role for this. */
        FORBIDDEN,
        INVALID
    }

    public EntraAccess(InstantSource clock, long skewSeconds) {
        this.clock = clock;
        this.skewSeconds = skewSeconds;
    }

    /** Takes the tokens of this issuer and of no other from now on. */
    public void trust(TokenIssuer issuer) {
        trusted = issuer;
    }

    /** Gives an identity a role, in place of the one it had. */
    public void assign(String objectId, Role role) {
        rolesByObjectId.put(objectId, role);
    }

    /** Takes the role of an identity away. */
    public void unassign(String objectId) {
        rolesByObjectId.remove(objectId);
    }

    /** Whether the bearer of a token may make a call with that HTTP method. */
    public Verdict check(String token, String method) {
        TokenIssuer issuer = trusted;
        Claims claims = issuer == null ? null : signed(token, issuer);
        if (issuer == null || claims == null || !isOurs(claims, issuer)) {
            return Verdict.INVALID;
        }
        String objectId = claims.first("oid");
        Role role = objectId == null ? null : rolesByObjectId.get(objectId);
        return role != null && role.allows(method) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
    }

    private @Nullable Claims signed(String token, TokenIssuer issuer) {
        Checked known = checkedByToken.get(token);
        if (known != null && known.key().equals(issuer.key(known.keyId()))) {
            return known.claims();
        }
        Jwt jwt = Jwt.parse(token);
        if (jwt == null) {
            return null;
        }
        String keyId = jwt.header().path("kid").asText();
        PublicKey key = issuer.key(keyId);
        if (key == null || !jwt.isSignedBy(key)) {
            return null;
        }
        checkedByToken.put(token, new Checked(keyId, key, jwt.claims()));
        return jwt.claims();
    }

    private boolean isOurs(Claims claims, TokenIssuer issuer) {
        return claims.isTimely(clock.instant(), skewSeconds)
                && claims.audiences().size() == 1
                && claims.audiences().get(0).equals(AUDIENCE)
                && issuer.issuer().equals(claims.first("iss"));
    }
}
