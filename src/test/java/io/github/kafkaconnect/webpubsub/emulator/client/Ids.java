package io.github.kafkaconnect.webpubsub.emulator.client;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids nobody can guess; they do not come from the seed, so that two runs never share one. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String random() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
