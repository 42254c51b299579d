package io.github.kafkaconnect.webpubsub.emulator.entra;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * An identity that can get tokens: an application, or a managed identity, which needs no credential.
 *
 * @param objectId of its service principal: what roles on the resource are assigned to
 */
public record Application(String clientId, String objectId, List<Credential> credentials) {
    public Application {
        credentials = List.copyOf(credentials);
    }

    /** Without a credential. */
    public static Application of(String clientId, String objectId) {
        return new Application(clientId, objectId, List.of());
    }

    public Application withSecret(String secret) {
        return with(new Credential.Secret(secret));
    }

    public Application withCertificate(X509Certificate certificate) {
        return with(new Credential.Certificate(certificate));
    }

    /** Takes every token of another issuer for that subject. */
    public Application withFederatedSubject(String issuer, String subject) {
        return with(new Credential.FederatedSubject(issuer, subject));
    }

    /** Takes one token of another issuer, whatever it says. */
    public Application withFederatedToken(String text) {
        return with(new Credential.FederatedToken(text));
    }

    private Application with(Credential credential) {
        List<Credential> more = new ArrayList<>(credentials);
        more.add(credential);
        return new Application(clientId, objectId, more);
    }

    boolean has(Credential credential) {
        return credentials.contains(credential);
    }
}
