package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.EngineState;
import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineFiguresTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicLong clock = new AtomicLong(1_000 * MS);

    @Test
    void countsDownTheWaitThatTheServiceAskedFor() {
        EngineState held = held(1_000 * MS + 30_000 * MS);
        assertThat(value("endpoint-held-ms", held)).isEqualTo(30_000);
        clock.addAndGet(29_000 * MS);
        assertThat(value("endpoint-held-ms", held)).isEqualTo(1_000);
        clock.addAndGet(2_000 * MS);
        assertThat(value("endpoint-held-ms", held)).isZero();
        assertThat(value("endpoint-held-ms", held(null))).isZero();
    }

    @Test
    void tellsSinceWhenAttemptsFailThoughTheBreakerIsClosed() {
        EngineState failing = new EngineState(1, 1, 1, 0, 1, null, 400 * MS, null, false, false);
        assertThat(value("endpoint-failing-ms", failing)).isEqualTo(600);
        assertThat(value("breaker-open-ms", failing)).isZero();
        assertThat(value("endpoint-failing-ms", EngineState.EMPTY)).isZero();
    }

    private static EngineState held(@Nullable Long untilNanos) {
        return new EngineState(0, 1, 0, 0, 0, null, null, untilNanos, false, false);
    }

    private long value(String figure, EngineState state) {
        return new EngineFigures(() -> state, clock::get)
                .figures().all().stream()
                        .filter(one -> one.name().equals(figure))
                        .findFirst()
                        .map(Figures.Figure::value)
                        .orElseThrow()
                        .getAsLong();
    }
}
