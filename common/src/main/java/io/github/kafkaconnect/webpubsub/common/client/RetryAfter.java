package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.transport.HttpAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How long the service asks us to wait, from the three headers that Azure services use; the one in milliseconds is the more exact. */
final class RetryAfter {
    private RetryAfter() {}

    /**
     * The wait in milliseconds; 0 when the service asks for none, or for one that cannot be understood.
     *
     * @param maxMs a longer wish is cut to this
     */
    static long millis(HttpAnswer answer, long nowMs, long maxMs) {
        return Math.max(0, Math.min(maxMs, wish(answer, nowMs)));
    }

    private static long wish(HttpAnswer answer, long nowMs) {
        Optional<String> exact = answer.header("x-ms-retry-after-ms").or(() -> answer.header("retry-after-ms"));
        if (exact.isPresent()) {
            return number(exact.get().trim());
        }
        return answer.header("Retry-After")
                .map(text -> secondsOrDate(text.trim(), nowMs))
                .orElse(0L);
    }

    private static long secondsOrDate(String text, long nowMs) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits) {
            return TimeUnit.SECONDS.toMillis(number(text));
        }
        return httpDate(text).map(date -> date - nowMs).orElse(0L);
    }

    /** An HTTP date as epoch milliseconds; empty when it is none. */
    static Optional<Long> httpDate(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text))
                    .toEpochMilli());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
