package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.auth.Claims;
import io.github.kafkaconnect.webpubsub.emulator.auth.EntraAccess;
import io.github.kafkaconnect.webpubsub.emulator.auth.Tokens;
import io.github.kafkaconnect.webpubsub.emulator.http.Request;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules.AudienceEscapes;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules.AudienceQuery;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules.GenerateToken;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules.RefusalBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may call: an access-key token whose audience is the full URL of this very request, or an Entra identity. */
final class Authorization {
    private final Tokens tokens;
    private final EntraAccess entra;
    private final RestRules.Access access;
    private final List<String> endpoints;

    /** @param endpoints the base URLs under which the emulator is known */
    Authorization(Tokens tokens, EntraAccess entra, RestRules.Access access, List<String> endpoints) {
        this.tokens = tokens;
        this.entra = entra;
        this.access = access;
        this.endpoints = endpoints;
    }

    void check(Call call) throws RestError {
        Operation operation = call.operation();
        String token = call.request().bearer();
        boolean allowed = operation == Operation.HEALTH
                || (token != null
                        && ((mayUseKey(operation) && isSignedFor(call.request(), token))
                                || access.entra().test(token)));
        if (!allowed) {
            checkIdentity(token, call.request().method());
        }
    }

    private void checkIdentity(@Nullable String token, String method) throws RestError {
        switch (token == null ? EntraAccess.Verdict.INVALID : entra.check(token, method)) {
            case ALLOWED -> {}
            case FORBIDDEN -> throw forbidden();
            case INVALID -> throw refusal(token);
        }
    }

    private RestError forbidden() {
        return access.refusalBody() == RefusalBody.EMPTY
                ? RestError.bare(403)
                : RestError.withBody(403, "Error.Forbidden", "The identity has no role for this.", "Request");
    }

    private RestError refusal(@Nullable String token) {
        boolean off = token != null && tokens.isSwitchedOff(token);
        int status = off ? access.keysOffStatus() : 401;
        RestError refusal = access.refusalBody() == RefusalBody.EMPTY
                ? RestError.bare(status)
                : RestError.withBody(status, "Error.Unauthorized", "The token is missing or invalid.", "Request");
        return status == 401 && !access.challenge().isEmpty()
                ? refusal.with("www-authenticate", access.challenge())
                : refusal;
    }

    private boolean mayUseKey(Operation operation) {
        return operation != Operation.GENERATE_TOKEN || access.generateToken() == GenerateToken.KEY_TOO;
    }

    private boolean isSignedFor(Request request, String token) {
        Claims claims = tokens.verify(token);
        if (claims == null) {
            return false;
        }
        for (String audience : claims.audiences()) {
            if (isFor(request, audience)) {
                return true;
            }
        }
        return false;
    }

    private boolean same(String audience, String address) {
        return audience.equals(address)
                || (access.audienceEscapes() == AudienceEscapes.NORMALISED
                        && NeedlessEscapes.decoded(audience).equals(NeedlessEscapes.decoded(address)));
    }

    private boolean isFor(Request request, String audience) {
        for (String endpoint : endpoints) {
            if (audience.startsWith(endpoint)) {
                String rest = audience.substring(endpoint.length());
                boolean withoutQuery = access.audienceQuery() == AudienceQuery.OPTIONAL;
                if (same(rest, request.uri()) || (withoutQuery && same(rest, request.path()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
