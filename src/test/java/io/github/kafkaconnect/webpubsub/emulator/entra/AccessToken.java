package io.github.kafkaconnect.webpubsub.emulator.entra;

/** A token with its life. */
record AccessToken(String text, long issuedAtSeconds, long lifetimeSeconds) {
    long expiresOnSeconds() {
        return issuedAtSeconds + lifetimeSeconds;
    }
}
