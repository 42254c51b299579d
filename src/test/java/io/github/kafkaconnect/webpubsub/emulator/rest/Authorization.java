package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.auth.Claims;
import io.github.kafkaconnect.webpubsub.emulator.auth.Tokens;
import io.github.kafkaconnect.webpubsub.emulator.http.Request;
import java.util.List;

/** Who may call: an access-key token whose audience is the full URL of this very request, or an Entra identity. */
final class Authorization {
    private final Tokens tokens;
    private final RestRules rules;
    private final List<String> endpoints;

    /** @param endpoints the base URLs under which the emulator is known */
    Authorization(Tokens tokens, RestRules rules, List<String> endpoints) {
        this.tokens = tokens;
        this.rules = rules;
        this.endpoints = endpoints;
    }

    void check(Call call) throws RestError {
        Operation operation = call.operation();
        String token = call.request().bearer();
        boolean allowed = operation == Operation.HEALTH
                || (token != null
                        && ((mayUseKey(operation) && isSignedFor(call.request(), token))
                                || rules.entra().test(token)));
        if (!allowed) {
            throw RestError.bare(401);
        }
    }

    private boolean mayUseKey(Operation operation) {
        return operation != Operation.GENERATE_TOKEN || rules.keyGeneratesTokens();
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

    private boolean isFor(Request request, String audience) {
        for (String endpoint : endpoints) {
            if (audience.startsWith(endpoint)) {
                String rest = audience.substring(endpoint.length());
                if (rest.equals(request.uri()) || (rules.audienceWithoutQuery() && rest.equals(request.path()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
