package io.github.kafkaconnect.webpubsub.emulator.entra;

import io.github.kafkaconnect.webpubsub.emulator.auth.Claims;
import io.github.kafkaconnect.webpubsub.emulator.auth.Jwt;
import io.github.kafkaconnect.webpubsub.emulator.entra.Credential.Certificate;
import io.github.kafkaconnect.webpubsub.emulator.entra.Credential.FederatedSubject;
import io.github.kafkaconnect.webpubsub.emulator.entra.Credential.FederatedToken;
import java.time.InstantSource;
import java.util.List;

/** Checks the assertions by which applications prove who they are without a secret. */
final class ClientAssertions {
    private static final long SKEW_SECONDS = 300;

    private final InstantSource clock;

    ClientAssertions(InstantSource clock) {
        this.clock = clock;
    }

    /** @param audience the address of the token endpoint */
    void check(Application application, String assertion, String audience) throws EntraError {
        if (application.has(new FederatedToken(assertion))) {
            return;
        }
        Jwt jwt = Jwt.parse(assertion);
        if (jwt == null) {
            throw EntraError.badRequest("invalid_request", 50027, "JWT token is invalid or malformed.");
        }
        if (application.clientId().equals(jwt.claims().first("iss"))) {
            checkSignedByItself(application, jwt, audience);
        } else {
            checkFederated(application, jwt.claims());
        }
        if (!jwt.claims().isTimely(clock.instant(), SKEW_SECONDS)) {
            throw EntraError.invalidClient(700024, "Client assertion is not within its valid time range.");
        }
    }

    private static void checkSignedByItself(Application application, Jwt jwt, String audience) throws EntraError {
        boolean signed = application.credentials().stream()
                .anyMatch(credential -> credential instanceof Certificate known
                        && jwt.isSignedBy(known.certificate().getPublicKey()));
        if (!signed) {
            throw EntraError.invalidClient(
                    700027, "The certificate used to sign the client assertion is not registered on application.");
        }
        if (!application.clientId().equals(jwt.claims().first("sub"))) {
            throw EntraError.invalidClient(
                    700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
        }
        if (!jwt.claims().audiences().equals(List.of(audience))) {
            throw EntraError.invalidClient(700023, "Client assertion audience claim does not match Realm issuer.");
        }
    }

    /** As the other issuer has no keys here, its word is enough. */
    private static void checkFederated(Application application, Claims claims) throws EntraError {
        String issuer = claims.first("iss");
        String subject = claims.first("sub");
        if (issuer == null || subject == null || !application.has(new FederatedSubject(issuer, subject))) {
            throw EntraError.invalidClient(
                    700213,
                    "No matching federated identity record found for presented assertion subject '" + subject + "'.");
        }
    }
}
