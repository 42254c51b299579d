package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;

/** The documents by which clients find their way. */
final class Discovery {
    private final Addresses addresses;

    Discovery(Addresses addresses) {
        this.addresses = addresses;
    }

    Answer openIdConfiguration() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("issuer", addresses.issuer())
                .put("token_endpoint", addresses.token())
                .put("authorization_endpoint", addresses.authorization())
                .put("jwks_uri", addresses.keys());
        document.putArray("response_types_supported").add("code").add("id_token");
        document.putArray("subject_types_supported").add("pairwise");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        document.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("private_key_jwt");
        return Answer.json(200, document.toString());
    }

    Answer instances() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("tenant_discovery_endpoint", addresses.openIdConfiguration())
                .put("api-version", "1.1");
        document.putArray("metadata")
                .addObject()
                .put("preferred_network", Addresses.HOST)
                .put("preferred_cache", Addresses.HOST)
                .putArray("aliases")
                .add(Addresses.HOST);
        return Answer.json(200, document.toString());
    }
}
