package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kafkaconnect.webpubsub.emulator.auth.EntraAccess;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;

/** Where a virtual machine gets the tokens of its managed identities. */
final class ImdsEndpoint {
    static final String PATH = "/metadata/identity/oauth2/token";
    private static final String VERSION = "2018-02-01";

    private final ManagedIdentities identities;
    private final AccessTokens tokens;

    ImdsEndpoint(ManagedIdentities identities, AccessTokens tokens) {
        this.identities = identities;
        this.tokens = tokens;
    }

    Answer token(WebRequest request) {
        if (!"true".equalsIgnoreCase(request.header("Metadata"))) {
            return refusal("invalid_request", "Required metadata header not specified");
        }
        if (!VERSION.equals(request.query().last("api-version"))) {
            return refusal("invalid_request", "Required audience or api-version parameter not specified");
        }
        if (!EntraAccess.AUDIENCE.equals(request.query().last("resource"))) {
            return refusal(
                    "invalid_resource",
                    "AADSTS500011: The resource principal named "
                            + request.query().last("resource") + " was not found in the tenant.");
        }
        Application identity = identities.chosen(request.query());
        return identity == null
                ? refusal("invalid_request", "Identity not found")
                : granted(identity, tokens.issue(identity));
    }

    /** All values are texts. */
    private static Answer granted(Application identity, AccessToken token) {
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", token.text())
                        .put("client_id", identity.clientId())
                        .put("expires_in", Long.toString(token.lifetimeSeconds()))
                        .put("expires_on", Long.toString(token.expiresOnSeconds()))
                        .put("ext_expires_in", Long.toString(token.lifetimeSeconds()))
                        .put("not_before", Long.toString(token.issuedAtSeconds()))
                        .put("resource", EntraAccess.AUDIENCE)
                        .put("token_type", "Bearer")
                        .toString());
    }

    private static Answer refusal(String error, String description) {
        return Answer.json(
                400,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }
}
