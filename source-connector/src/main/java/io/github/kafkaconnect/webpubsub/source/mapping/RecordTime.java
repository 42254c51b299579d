package io.github.kafkaconnect.webpubsub.source.mapping;

import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which times a record may carry: the producer refuses those before 1970, the broker those far ahead of its clock. */
final class RecordTime {
    private static final long AHEAD_MAX_MS = TimeUnit.MINUTES.toMillis(1);

    private RecordTime() {}

    /**
     * Milliseconds since 1970, or null for a record that gets the time of its writing.
     *
     * @param nowMs the worker's clock
     */
    static @Nullable Long of(@Nullable OffsetDateTime time, long nowMs) {
        if (time == null) {
            return null;
        }
        long ms = time.toInstant().toEpochMilli();
        return ms < 0 || ms - nowMs > AHEAD_MAX_MS ? null : ms;
    }
}
