package io.github.kafkaconnect.webpubsub.common.auth;

import com.nimbusds.jose.JWSVerifier;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Asks an authority for the keys that it signs with. Never blocks its caller. */
@FunctionalInterface
interface KeyFetch {
    /** Completes with all keys by {@code kid}, as verifiers that many threads may use; or exceptionally. */
    CompletionStage<Map<String, JWSVerifier>> fetch();
}
