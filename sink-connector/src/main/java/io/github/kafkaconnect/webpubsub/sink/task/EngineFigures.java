package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.EngineState;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the delivery engine is doing, as figures; of a moment ago, for any thread. */
final class EngineFigures {
    private final Supplier<EngineState> state;
    private final LongSupplier nanoClock;

    EngineFigures(Supplier<EngineState> state, LongSupplier nanoClock) {
        this.state = state;
        this.nanoClock = nanoClock;
    }

    /** By the names under which they are published. */
    Map<String, LongSupplier> figures() {
        return Map.of(
                "request-in-flight", () -> state.get().inFlight(),
                "request-window", () -> state.get().window(),
                "lane-count", () -> state.get().lanes(),
                "lane-waiting", () -> state.get().waitingLanes(),
                "record-oldest-age-ms", () -> ageMs(state.get().oldestNanos()),
                "breaker-open", () -> state.get().breakerOpenNanos() == null ? 0 : 1,
                "breaker-open-ms", () -> ageMs(state.get().breakerOpenNanos()));
    }

    private long ageMs(@Nullable Long sinceNanos) {
        return sinceNanos == null ? 0 : Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - sinceNanos));
    }
}
