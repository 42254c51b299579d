package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kafkaconnect.webpubsub.emulator.auth.EntraAccess;
import io.github.kafkaconnect.webpubsub.emulator.entra.Credential.Secret;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import io.github.kafkaconnect.webpubsub.emulator.http.Query;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The token endpoint of the tenant, for client credentials. */
final class TokenEndpoint {
    private static final String SCOPE = EntraAccess.AUDIENCE + "/.default";
    private static final String BEARER_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Clients may add these to any request; they are of no meaning here. */
    private static final Set<String> OPEN_ID_SCOPES = Set.of("openid", "profile", "offline_access");

    private final Applications applications;
    private final AccessTokens tokens;
    private final ClientAssertions assertions;
    private final InstantSource clock;

    TokenEndpoint(Applications applications, AccessTokens tokens, InstantSource clock) {
        this.applications = applications;
        this.tokens = tokens;
        this.assertions = new ClientAssertions(clock);
        this.clock = clock;
    }

    /** @param address of this endpoint, as clients have it */
    Answer token(Query form, String address) {
        try {
            checkGrant(form);
            Application application = application(form);
            checkScope(form);
            checkCredential(application, form, address);
            return granted(tokens.issue(application));
        } catch (EntraError e) {
            return e.answer(clock.instant());
        }
    }

    private static Answer granted(AccessToken token) {
        return Answer.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("token_type", "Bearer")
                                .put("expires_in", token.lifetimeSeconds())
                                .put("ext_expires_in", token.lifetimeSeconds())
                                .put("access_token", token.text())
                                .toString())
                .with("cache-control", "no-store, no-cache");
    }

    private static String required(Query form, String name) throws EntraError {
        String value = form.last(name);
        if (value == null || value.isEmpty()) {
            throw EntraError.badRequest(
                    "invalid_request",
                    900144,
                    "The request body must contain the following parameter: '" + name + "'.");
        }
        return value;
    }

    private static void checkGrant(Query form) throws EntraError {
        String grant = required(form, "grant_type");
        if (!grant.equals("client_credentials")) {
            throw EntraError.badRequest(
                    "unsupported_grant_type", 70003, "The app requested an unsupported grant type '" + grant + "'.");
        }
    }

    private Application application(Query form) throws EntraError {
        String clientId = required(form, "client_id");
        Application application = applications.find(clientId);
        if (application == null) {
            throw EntraError.badRequest(
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + clientId + "' was not found in the directory.");
        }
        return application;
    }

    private static void checkScope(Query form) throws EntraError {
        String scope = required(form, "scope");
        Set<String> scopes = new HashSet<>(List.of(scope.trim().split(" +", -1)));
        scopes.removeAll(OPEN_ID_SCOPES);
        if (!scopes.equals(Set.of(SCOPE))) {
            throw EntraError.badRequest(
                    "invalid_scope",
                    1002012,
                    "The provided value for scope " + scope + " is not valid. Client credential flows must have a scope"
                            + " value with /.default suffixed to the resource identifier (application ID URI).");
        }
    }

    private void checkCredential(Application application, Query form, String address) throws EntraError {
        String secret = form.last("client_secret");
        String assertion = form.last("client_assertion");
        if (secret != null) {
            checkSecret(application, secret);
        } else if (assertion != null && BEARER_ASSERTION.equals(form.last("client_assertion_type"))) {
            assertions.check(application, assertion, address);
        } else {
            throw EntraError.invalidClient(
                    7000218,
                    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        }
    }

    private static void checkSecret(Application application, String secret) throws EntraError {
        if (!application.has(new Secret(secret))) {
            throw EntraError.invalidClient(
                    7000215,
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                            + " value, not the client secret ID, for a secret added to app '"
                            + application.clientId() + "'.");
        }
    }
}
