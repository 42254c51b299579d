package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.EngineState;
import io.github.kafkaconnect.webpubsub.common.observe.Figures;
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
    Figures figures() {
        return new Figures()
                .add("request-in-flight", "Requests that wait for an answer now.", () -> state.get()
                        .inFlight())
                .add("request-window", "Requests that may wait for an answer at the same time.", () -> state.get()
                        .window())
                .add("lane-count", "Lanes that have work: targets, or what ordering says instead.", () -> state.get()
                        .lanes())
                .add("lane-waiting", "Lanes whose first record failed and waits to be tried again.", () -> state.get()
                        .waitingLanes())
                .add(
                        "endpoint-held-ms",
                        "How much longer the service wants to be left alone (Retry-After), in milliseconds; no record is sent meanwhile.",
                        () -> leftMs(state.get().heldUntilNanos()))
                .add(
                        "endpoint-failing-ms",
                        "How long attempts have failed in a row although the breaker is closed, in milliseconds; records are tried again.",
                        () -> ageMs(state.get().failingSinceNanos()))
                .add(
                        "breaker-open",
                        "1 while the service is taken to be away and single requests probe it, else 0.",
                        () -> state.get().breakerOpenNanos() == null ? 0 : 1)
                .add(
                        "breaker-open-ms",
                        "How long the service has been away, in milliseconds.",
                        () -> ageMs(state.get().breakerOpenNanos()));
    }

    private long leftMs(@Nullable Long untilNanos) {
        return untilNanos == null ? 0 : Math.max(0, TimeUnit.NANOSECONDS.toMillis(untilNanos - nanoClock.getAsLong()));
    }

    private long ageMs(@Nullable Long sinceNanos) {
        return sinceNanos == null ? 0 : Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - sinceNanos));
    }
}
