package io.github.kafkaconnect.webpubsub.common.auth;

import java.util.Optional;

/**
 * Which identity of Microsoft Entra ID calls the service, and how it proves itself. What is absent comes from the environment, as Azure's
 * own libraries read it ({@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code AZURE_FEDERATED_TOKEN_FILE}).
 *
 * @param secret the client secret, or the password of the certificate's file
 * @param file the certificate with its key (PEM, or PKCS12 where a password is given), or the federated token
 * @param authorityHost where tokens are asked for instead of the public cloud's authority
 * @param scope what the token is for
 */
public record IdentitySettings(
        Kind kind,
        Optional<String> tenantId,
        Optional<String> clientId,
        Optional<String> secret,
        Optional<String> file,
        Optional<String> authorityHost,
        String scope) {

    /** How an identity proves itself. */
    public enum Kind {
        /** The first of environment, workload identity, managed identity and developer tools that works. */
        DEFAULT_CHAIN,
        MANAGED_IDENTITY,
        WORKLOAD_IDENTITY,
        CLIENT_SECRET,
        CLIENT_CERTIFICATE
    }

    @Override
    public String toString() {
        return "IdentitySettings[kind=" + kind + ", tenantId=" + tenantId + ", clientId=" + clientId + ", file=" + file
                + ", authorityHost=" + authorityHost + ", scope=" + scope + "]";
    }
}
