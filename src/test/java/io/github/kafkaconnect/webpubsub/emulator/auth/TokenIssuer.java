package io.github.kafkaconnect.webpubsub.emulator.auth;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** Who signs the tokens of Microsoft Entra identities, as far as a resource has to know; for use by any thread. */
public interface TokenIssuer {
    /** The {@code iss} of its tokens. */
    String issuer();

    /** The key that it publishes under that id now; null when it has none. */
    @Nullable
    PublicKey key(String keyId);
}
