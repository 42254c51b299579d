package io.github.kafkaconnect.webpubsub.source.event;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the service sent a request. Every configured proof must hold. The origin proves nothing, for anybody can write it,
 * but a foreign one shows a wrong resource. Safe for many threads.
 */
public final class TrustPolicy {
    private static final int UNAUTHORIZED = 401;

    private final AbuseProtection origins;
    private final @Nullable EventSignature signature;
    private final @Nullable SharedSecret secret;
    private final @Nullable BearerCheck bearer;
    /** A resource names itself in the same words in each of its events. */
    private volatile List<String> allowedLately = List.of();

    private TrustPolicy(
            AbuseProtection origins,
            @Nullable EventSignature signature,
            @Nullable SharedSecret secret,
            @Nullable BearerCheck bearer) {
        this.origins = origins;
        this.signature = signature;
        this.secret = secret;
        this.bearer = bearer;
    }

    /** Takes events from anybody who names an allowed origin or none. */
    public static TrustPolicy open(AbuseProtection origins) {
        return new TrustPolicy(origins, null, null, null);
    }

    public TrustPolicy withSignature(EventSignature check) {
        return new TrustPolicy(origins, check, secret, bearer);
    }

    public TrustPolicy withSharedSecret(String value) {
        return new TrustPolicy(origins, signature, new SharedSecret(value), bearer);
    }

    public TrustPolicy withBearer(BearerCheck check) {
        return new TrustPolicy(origins, signature, secret, check);
    }

    /** The reason to refuse, if there is one. The bearer token comes last: it costs most, and others must not cause questions for keys. */
    public Optional<Refusal> check(Evidence evidence) {
        if (secret != null && evidence.codes().stream().noneMatch(secret::isValid)) {
            return untrusted(
                    Refusal.Kind.SECRET, "the query parameter code is missing or differs from upstream.shared.secret");
        }
        if (signature != null && !signature.isValid(evidence.connectionId(), evidence.signatures())) {
            return untrusted(Refusal.Kind.SIGNATURE, "ce-signature is missing or was made with another access key");
        }
        if (!evidence.origins().isEmpty() && !isAllowed(evidence.origins())) {
            return untrusted(Refusal.Kind.ORIGIN, "WebHook-Request-Origin is not among upstream.allowed.origins");
        }
        return bearer == null ? Optional.empty() : bearer.check(evidence.authorizations());
    }

    private boolean isAllowed(List<String> named) {
        if (allowedLately.equals(named)) {
            return true;
        }
        boolean allowed = !origins.allowed(named).isEmpty();
        if (allowed) {
            allowedLately = List.copyOf(named);
        }
        return allowed;
    }

    private static Optional<Refusal> untrusted(Refusal.Kind kind, String detail) {
        return Optional.of(new Refusal(UNAUTHORIZED, ErrorCode.EVENT_UNTRUSTED, kind, detail));
    }
}
