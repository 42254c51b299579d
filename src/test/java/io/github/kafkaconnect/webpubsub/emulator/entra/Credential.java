package io.github.kafkaconnect.webpubsub.emulator.entra;

import java.security.cert.X509Certificate;

/** By what an application proves that it is the one it says. */
public sealed interface Credential {
    /** A client secret. */
    record Secret(String value) implements Credential {}

    /** A certificate whose key signs client assertions. */
    record Certificate(X509Certificate certificate) implements Credential {}

    /** The tokens of another issuer for that subject; their signature is not checked. */
    record FederatedSubject(String issuer, String subject) implements Credential {}

    /** The token of another issuer with exactly this text. */
    record FederatedToken(String text) implements Credential {}
}
