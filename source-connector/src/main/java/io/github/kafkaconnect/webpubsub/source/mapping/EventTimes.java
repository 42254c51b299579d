package io.github.kafkaconnect.webpubsub.source.mapping;

import io.cloudevents.types.Time;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Parses the times of events. The service writes whole seconds, so the latest one is kept for all that came in it. Safe for many threads. */
final class EventTimes {
    /** RFC 3339 has four digits; Java would parse more. */
    private static final int YEAR_MAX = 9_999;

    private volatile @Nullable Read latest;

    private record Read(String text, OffsetDateTime time, String written) {}

    /**
     * @throws java.time.format.DateTimeParseException when it is no time
     * @throws IllegalArgumentException when milliseconds do not reach it
     */
    OffsetDateTime parse(String text) {
        return read(text).time();
    }

    /** A time as CloudEvents writes it; throws as {@link #parse}. */
    String written(String text) {
        return read(text).written();
    }

    private Read read(String text) {
        Read known = latest;
        if (known != null && known.text().equals(text)) {
            return known;
        }
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (Math.abs(time.getYear()) > YEAR_MAX) {
            throw new IllegalArgumentException("a year that milliseconds do not reach");
        }
        Read read = new Read(text, time, Time.writeTime(time));
        latest = read;
        return read;
    }
}
