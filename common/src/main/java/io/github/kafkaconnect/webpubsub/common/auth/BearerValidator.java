package io.github.kafkaconnect.webpubsub.common.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks bearer tokens that come with requests: access tokens of one tenant of Microsoft Entra ID, signed with RS256. Never blocks: the
 * authority is asked for its keys on other threads, and what needs a key that is not there yet is {@link BearerVerdict#KEY_PENDING}.
 * Safe for use by many threads.
 */
public final class BearerValidator {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_CHARS = 16 * 1024;
    /** The service sends one token for hours; several are known while they change. Only valid ones get in. */
    static final int MAX_REMEMBERED = 64;

    private final BearerRules rules;
    private final SigningKeys keys;
    private final Clock clock;
    private final Map<String, Verified> verifiedByToken = new ConcurrentHashMap<>();
    private final Map<BearerVerdict, LongAdder> counts = new EnumMap<>(BearerVerdict.class);

    /** A token whose signature was found right with that key. */
    private record Verified(String keyId, JWSVerifier key, JWTClaimsSet claims) {}

    BearerValidator(BearerRules rules, SigningKeys keys, Clock clock) {
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
        for (BearerVerdict verdict : BearerVerdict.values()) {
            counts.put(verdict, new LongAdder());
        }
    }

    /**
     * Begins to fetch the keys at once.
     *
     * @param threads may block; runs one question at a time
     */
    public static BearerValidator of(
            BearerRules rules, OpenIdSettings authority, Clock clock, LongSupplier nanoTime, Executor threads) {
        OpenIdKeys fetch = new OpenIdKeys(authority, threads);
        return new BearerValidator(rules, new SigningKeys(fetch, nanoTime, authority.refresh()), clock);
    }

    /** @param authorization all lines of the header {@code Authorization} */
    public BearerVerdict check(List<String> authorization) {
        BearerVerdict verdict = verdict(authorization);
        LongAdder counter = counts.get(verdict);
        if (counter != null) {
            counter.increment();
        }
        return verdict;
    }

    /** How often a check ended so. */
    public long count(BearerVerdict verdict) {
        LongAdder counter = counts.get(verdict);
        return counter == null ? 0 : counter.sum();
    }

    /** Asks for the keys when they come of age. To be called every second or so; never blocks. */
    public void refreshInTime() {
        keys.refreshInTime();
    }

    private BearerVerdict verdict(List<String> authorization) {
        if (authorization.isEmpty()) {
            return BearerVerdict.MISSING;
        }
        String line = authorization.get(0).trim();
        if (authorization.size() > 1
                || line.length() > MAX_CHARS
                || !line.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return BearerVerdict.MALFORMED;
        }
        String token = line.substring(SCHEME.length()).trim();
        Verified before = verifiedByToken.get(token);
        return before != null && keys.find(before.keyId()).verifier() == before.key()
                ? rules.check(before.claims(), clock.instant())
                : verify(token);
    }

    private BearerVerdict verify(String token) {
        try {
            JWT parsed = JWTParser.parse(token);
            return parsed instanceof SignedJWT signed ? verify(token, signed) : BearerVerdict.ALGORITHM;
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            return BearerVerdict.MALFORMED;
        }
    }

    /** Claims first: a token for somebody else must not make us ask the authority for its key. */
    private BearerVerdict verify(String token, SignedJWT signed) throws ParseException {
        if (!JWSAlgorithm.RS256.equals(signed.getHeader().getAlgorithm())) {
            return BearerVerdict.ALGORITHM;
        }
        @Nullable JWTClaimsSet claims = signed.getJWTClaimsSet();
        if (claims == null) {
            return BearerVerdict.MALFORMED;
        }
        BearerVerdict verdict = rules.check(claims, clock.instant());
        String keyId = signed.getHeader().getKeyID();
        if (verdict != BearerVerdict.ACCEPTED || keyId == null) {
            return verdict == BearerVerdict.ACCEPTED ? BearerVerdict.KEY_UNKNOWN : verdict;
        }
        SigningKeys.Lookup lookup = keys.find(keyId);
        JWSVerifier key = lookup.verifier();
        if (key == null) {
            return lookup.pending() ? BearerVerdict.KEY_PENDING : BearerVerdict.KEY_UNKNOWN;
        }
        if (!isSignedBy(signed, key)) {
            return BearerVerdict.SIGNATURE;
        }
        remember(token, new Verified(keyId, key, claims));
        return BearerVerdict.ACCEPTED;
    }

    private static boolean isSignedBy(SignedJWT token, JWSVerifier key) {
        try {
            return token.verify(key);
        } catch (JOSEException e) {
            return false;
        }
    }

    /** How many tokens need no second look at their signature. */
    int remembered() {
        return verifiedByToken.size();
    }

    private void remember(String token, Verified verified) {
        if (verifiedByToken.size() >= MAX_REMEMBERED) {
            verifiedByToken.clear();
        }
        verifiedByToken.put(token, verified);
    }
}
