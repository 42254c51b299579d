package io.github.kafkaconnect.webpubsub.common.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where an authority tells its keys.
 *
 * @param metadata the OpenID configuration document, which names the keys' address
 * @param tls whom to trust, where that differs from the JVM's
 * @param refresh after which time the keys are asked for again
 */
public record OpenIdSettings(URI metadata, Optional<SSLContext> tls, Duration refresh) {}
