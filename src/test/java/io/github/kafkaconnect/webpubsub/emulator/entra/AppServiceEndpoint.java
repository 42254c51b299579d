package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kafkaconnect.webpubsub.emulator.auth.EntraAccess;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;

/** Where an app of App Service gets the tokens of its managed identities. */
final class AppServiceEndpoint {
    static final String PATH = "/msi/token";
    private static final String VERSION = "2019-08-01";

    private final ManagedIdentities identities;
    private final AccessTokens tokens;
    private final String secret;

    /** @param secret what an app has in {@code IDENTITY_HEADER} */
    AppServiceEndpoint(ManagedIdentities identities, AccessTokens tokens, String secret) {
        this.identities = identities;
        this.tokens = tokens;
        this.secret = secret;
    }

    Answer token(WebRequest request) {
        if (!secret.equals(request.header("X-IDENTITY-HEADER"))) {
            return refusal(401, "The header X-IDENTITY-HEADER is missing or wrong.");
        }
        if (!VERSION.equals(request.query().last("api-version"))) {
            return refusal(400, "The api-version is missing or not supported.");
        }
        if (!EntraAccess.AUDIENCE.equals(request.query().last("resource"))) {
            return refusal(400, "The resource was not found in the tenant.");
        }
        Application identity = identities.chosen(request.query());
        return identity == null
                ? refusal(400, "No managed identity found for specified client or object id.")
                : granted(identity, tokens.issue(identity));
    }

    private static Answer granted(Application identity, AccessToken token) {
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", token.text())
                        .put("client_id", identity.clientId())
                        .put("expires_on", Long.toString(token.expiresOnSeconds()))
                        .put("resource", EntraAccess.AUDIENCE)
                        .put("token_type", "Bearer")
                        .toString());
    }

    private static Answer refusal(int status, String message) {
        return Answer.json(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("statusCode", status)
                        .put("message", message)
                        .toString());
    }
}
