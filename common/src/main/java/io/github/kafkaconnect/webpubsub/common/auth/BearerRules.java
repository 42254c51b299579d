package io.github.kafkaconnect.webpubsub.common.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an access token of Microsoft Entra ID must say.
 *
 * @param issuers one of them is {@code iss}, exactly
 * @param audiences one of them is {@code aud}, exactly
 * @param tenant {@code tid}
 * @param callers one of them is {@code oid} (object id), {@code appid} or {@code azp} (client id), in any case of letters; empty for
 *     every identity of the tenant
 * @param skew how far the clocks may be apart
 */
public record BearerRules(
        Set<String> issuers, Set<String> audiences, String tenant, Set<String> callers, Duration skew) {
    private static final String[] CALLER_CLAIMS = {"oid", "appid", "azp"};

    public BearerRules {
        if (issuers.isEmpty() || audiences.isEmpty() || tenant.isBlank()) {
            throw new IllegalArgumentException("a token is checked for its issuer, its audience and its tenant");
        }
        if (Stream.of(issuers, audiences, callers).flatMap(Set::stream).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("an empty text would be met by a token that lacks the claim");
        }
        if (skew.isNegative()) {
            throw new IllegalArgumentException("the clock skew cannot be negative");
        }
        issuers = Set.copyOf(issuers);
        audiences = Set.copyOf(audiences);
        callers = callers.stream().map(BearerRules::lower).collect(Collectors.toUnmodifiableSet());
    }

    /** Everything but the signature. */
    BearerVerdict check(JWTClaimsSet claims, Instant now) {
        if (!issuers.contains(text(claims, "iss"))) {
            return BearerVerdict.ISSUER;
        }
        if (claims.getAudience().stream().noneMatch(audiences::contains)) {
            return BearerVerdict.AUDIENCE;
        }
        if (!tenant.equalsIgnoreCase(text(claims, "tid"))) {
            return BearerVerdict.TENANT;
        }
        boolean known = Stream.of(CALLER_CLAIMS)
                .map(claim -> lower(text(claims, claim)))
                .anyMatch(callers::contains);
        if (!callers.isEmpty() && !known) {
            return BearerVerdict.CALLER;
        }
        return checkTime(claims, now);
    }

    private BearerVerdict checkTime(JWTClaimsSet claims, Instant now) {
        Date expiry = claims.getExpirationTime();
        if (expiry == null || !now.minus(skew).isBefore(expiry.toInstant())) {
            return BearerVerdict.EXPIRED;
        }
        Date start = claims.getNotBeforeTime();
        return start != null && now.plus(skew).isBefore(start.toInstant())
                ? BearerVerdict.NOT_YET_VALID
                : BearerVerdict.ACCEPTED;
    }

    /** Empty when the claim is absent or something else. */
    private static String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? text : "";
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
