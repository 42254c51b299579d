package io.github.kafkaconnect.webpubsub.common.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private long nowNanos;
    private final Latencies latencies = new Latencies(() -> nowNanos);
    private final Figures figures = latencies.figures("delivery-latency", "Time of a delivery");

    @Test
    void tellsPercentilesInMicroseconds() {
        for (int millis = 1; millis <= 100; millis++) {
            latencies.record(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        assertThat(figure("p50")).isCloseTo(50_000, Percentage.withPercentage(1));
        assertThat(figure("p95")).isCloseTo(95_000, Percentage.withPercentage(1));
        assertThat(figure("p99")).isCloseTo(99_000, Percentage.withPercentage(1));
        assertThat(figure("max")).isCloseTo(100_000, Percentage.withPercentage(1));
    }

    @Test
    void tellsOfTheLastTenSecondsOrMore() {
        latencies.record(TimeUnit.SECONDS.toNanos(1));
        assertThat(figure("max")).isCloseTo(1_000_000, Percentage.withPercentage(1));
        latencies.record(TimeUnit.MILLISECONDS.toNanos(1));
        nowNanos += TimeUnit.SECONDS.toNanos(9);
        assertThat(figure("max")).isCloseTo(1_000_000, Percentage.withPercentage(1));
        nowNanos += TimeUnit.SECONDS.toNanos(1);
        assertThat(figure("max")).isCloseTo(1_000, Percentage.withPercentage(1));
        nowNanos += TimeUnit.SECONDS.toNanos(10);
        assertThat(figure("max")).isZero();
    }

    @Test
    void boundsWhatItRecords() {
        latencies.record(-5);
        assertThat(figure("max")).isZero();
        latencies.record(Long.MAX_VALUE);
        nowNanos += TimeUnit.SECONDS.toNanos(10);
        assertThat(figure("max")).isCloseTo(TimeUnit.HOURS.toMicros(1), Percentage.withPercentage(1));
    }

    private long figure(String name) {
        return Objects.requireNonNull(figures.find("delivery-latency-" + name + "-us"))
                .value()
                .getAsLong();
    }
}
