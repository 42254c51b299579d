package io.github.kafkaconnect.webpubsub.source.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The value that the URL template of the event handler carries in the query parameter {@code code}. */
final class SharedSecret {
    private final byte[] secret;

    SharedSecret(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Compares in constant time. */
    boolean isValid(String code) {
        return MessageDigest.isEqual(secret, code.getBytes(StandardCharsets.UTF_8));
    }
}
