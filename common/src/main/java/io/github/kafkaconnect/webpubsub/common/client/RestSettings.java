package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import io.github.kafkaconnect.webpubsub.common.protocol.StatusHandling;

/**
 * How requests name the service and ourselves.
 *
 * @param endpoint of the resource itself: the audience of tokens, even when a proxy stands in front of it
 * @param basePath what a reverse proxy wants before the service's own path; empty without one
 * @param userAgent such as {@code webpubsub-kafka-connect/0.1.0}
 * @param statusHandling what is done with statuses in another way than usual
 * @param retryAfterMaxMs longest wait in milliseconds that an answer may ask for; a longer one is cut to it
 */
public record RestSettings(
        Endpoint endpoint, String basePath, String userAgent, StatusHandling statusHandling, long retryAfterMaxMs) {
    /** Nobody waits for a day on the word of one answer. */
    public static final long RETRY_AFTER_MAX_MS = 60_000;

    public RestSettings {
        if (retryAfterMaxMs < 0) {
            throw new IllegalArgumentException("a wait is not negative");
        }
        if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
            throw new IllegalArgumentException("a base path begins with a slash and does not end with one");
        }
    }

    /** Requests that go to the resource directly. */
    public static RestSettings direct(Endpoint endpoint, String userAgent) {
        return new RestSettings(endpoint, "", userAgent, StatusHandling.USUAL, RETRY_AFTER_MAX_MS);
    }

    /** Requests that go through a proxy, which must pass path and query on untouched. */
    public static RestSettings through(Endpoint proxy, Endpoint endpoint, String userAgent) {
        return new RestSettings(endpoint, proxy.basePath(), userAgent, StatusHandling.USUAL, RETRY_AFTER_MAX_MS);
    }

    public RestSettings withStatusHandling(StatusHandling newStatusHandling) {
        return new RestSettings(endpoint, basePath, userAgent, newStatusHandling, retryAfterMaxMs);
    }

    public RestSettings withRetryAfterMax(long millis) {
        return new RestSettings(endpoint, basePath, userAgent, statusHandling, millis);
    }
}
