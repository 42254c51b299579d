package io.github.kafkaconnect.webpubsub.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final long NOW_MS = Instant.parse("2026-11-23T20:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 3, 3000",
        "Retry-After, 0, 0",
        "Retry-After, -5, 0",
        "Retry-After, soon, 0",
        "Retry-After, 1.5, 0",
        "Retry-After, '', 0",
        "Retry-After, 99999999999999999999, 0",
        "Retry-After, 9999999999, 86400000",
        "Retry-After, 'Mon, 23 Nov 2026 20:00:30 GMT', 30000",
        "Retry-After, 'Mon, 23 Nov 2026 19:00:00 GMT', 0",
        "Retry-After, 'Mon, 23 Nov 2099 19:00:00 GMT', 86400000",
        "retry-after-ms, 250, 250",
        "x-ms-retry-after-ms, 120, 120",
        "x-ms-retry-after-ms, -1, 0",
        "x-ms-retry-after-ms, x, 0"
    })
    void readsEveryForm(String header, String value, long expectedMs) {
        assertThat(RetryAfter.millis(FakeAnswer.with(429, header, value), NOW_MS))
                .isEqualTo(expectedMs);
    }

    @Test
    void takesTheMoreExactHeader() {
        FakeAnswer answer = new FakeAnswer(429, Map.of("Retry-After", "1", "retry-after-ms", "20"), "");

        assertThat(RetryAfter.millis(answer, NOW_MS)).isEqualTo(20);
    }

    @Test
    void asksForNothingByDefault() {
        assertThat(RetryAfter.millis(FakeAnswer.of(503), NOW_MS)).isZero();
    }
}
