package io.github.kafkaconnect.webpubsub.common.auth;

import java.util.concurrent.CompletionStage;

/** Asks an authority for an access token. Never blocks its caller; safe for use by many threads. */
@FunctionalInterface
public interface TokenFetch {
    /**
     * Completes with a token, or with the authority's refusal as an exception.
     *
     * @param anew whether a token that was given before must not be given again, because the service refused it
     */
    CompletionStage<Token> fetch(boolean anew);

    /**
     * A token and until when it serves, epoch milliseconds.
     *
     * @param refreshAtMs from when on another should be asked for
     */
    record Token(String value, long refreshAtMs, long expiresAtMs) {
        @Override
        public String toString() {
            return "Token[value=hidden, refreshAtMs=" + refreshAtMs + ", expiresAtMs=" + expiresAtMs + "]";
        }
    }
}
