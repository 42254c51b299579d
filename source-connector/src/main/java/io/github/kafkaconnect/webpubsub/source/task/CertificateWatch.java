package io.github.kafkaconnect.webpubsub.source.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells when a line about a certificate that soon ends is due: once a day. For one thread. */
final class CertificateWatch {
    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration PAUSE = Duration.ofDays(1);

    private @Nullable Instant told;

    boolean isDue(Instant end, Instant now) {
        if (!now.plus(SOON).isAfter(end)) {
            told = null;
            return false;
        }
        if (told != null && now.isBefore(told.plus(PAUSE))) {
            return false;
        }
        told = now;
        return true;
    }
}
