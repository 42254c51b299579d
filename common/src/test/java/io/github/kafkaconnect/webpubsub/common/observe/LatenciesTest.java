package io.github.kafkaconnect.webpubsub.common.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private long nowNanos;
    private final Latencies latencies = Latencies.ofOneThread(() -> nowNanos);
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

    @Test
    void manyThreadsMayRecord() throws InterruptedException {
        Latencies shared = Latencies.ofManyThreads(() -> nowNanos);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 10_000; n++) {
                    shared.record(TimeUnit.MILLISECONDS.toNanos(n % 100 == 0 ? 200 : 2));
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        shared.record(Long.MAX_VALUE);
        Figures tell = shared.figures("shared", "Time");
        assertThat(value(tell, "shared-p50-us")).isCloseTo(2_000, Percentage.withPercentage(1));
        assertThat(value(tell, "shared-max-us")).isCloseTo(TimeUnit.HOURS.toMicros(1), Percentage.withPercentage(1));
    }

    private static long value(Figures figures, String name) {
        return Objects.requireNonNull(figures.find(name)).value().getAsLong();
    }

    private long figure(String name) {
        return Objects.requireNonNull(figures.find("delivery-latency-" + name + "-us"))
                .value()
                .getAsLong();
    }
}
