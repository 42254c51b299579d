package io.github.kafkaconnect.webpubsub.bench.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTest {

    @Test
    void readsPercentilesInMilliseconds() {
        Histogram nanos = new Histogram(3);
        for (int ms = 1; ms <= 1_000; ms++) {
            nanos.recordValue(ms * 1_000_000L);
        }
        Latency latency = Latency.of(nanos);
        assertThat(latency.p50()).isCloseTo(500, within(1.0));
        assertThat(latency.p99()).isCloseTo(990, within(1.0));
        assertThat(latency.p999()).isCloseTo(999, within(1.0));
        assertThat(latency.most()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void isNoNumberWithoutEvents() {
        assertThat(Latency.of(new Histogram(3)).p50()).isNaN();
    }
}
