package io.github.kafkaconnect.webpubsub.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final long NOW_MS = Instant.parse("2026-11-23T20:00:00Z").toEpochMilli();
    private static final long MAX_MS = 86_400_000;

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
        assertThat(RetryAfter.millis(FakeAnswer.with(429, header, value), NOW_MS, MAX_MS))
                .isEqualTo(expectedMs);
    }

    @Test
    void takesTheMoreExactHeader() {
        FakeAnswer answer = new FakeAnswer(429, Map.of("Retry-After", "1", "retry-after-ms", "20"), "");

        assertThat(RetryAfter.millis(answer, NOW_MS, MAX_MS)).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 3600",
        "Retry-After, 'Mon, 23 Nov 2026 21:00:00 GMT'",
        "retry-after-ms, 3600000",
        "x-ms-retry-after-ms, 3600000"
    })
    void isCutToTheLongestWaitThatIsAllowed(String header, String value) {
        assertThat(RetryAfter.millis(FakeAnswer.with(429, header, value), NOW_MS, 20_000))
                .isEqualTo(20_000);
    }

    @Test
    void asksForNothingByDefault() {
        assertThat(RetryAfter.millis(FakeAnswer.of(503), NOW_MS, MAX_MS)).isZero();
    }
}
