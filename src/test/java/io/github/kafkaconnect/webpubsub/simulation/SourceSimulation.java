package io.github.kafkaconnect.webpubsub.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays many scenarios of the source on some threads, and stops at the first broken promise. */
final class SourceSimulation {
    private static final int LINES_SHOWN = 40;

    private final long firstSeed;
    private final long count;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    SourceSimulation(long firstSeed, long count) {
        this.firstSeed = firstSeed;
        this.count = count;
    }

    /**
     * @param invariant the promise that was broken
     * @param text everything there is to say
     */
    record Failure(String invariant, String text) {}

    /** @param failure null when all promises were kept */
    record Result(long scenarios, long events, Map<SourceKind, Long> coverage, @Nullable Failure failure) {
        String table() {
            StringBuilder text = new StringBuilder();
            for (SourceKind kind : SourceKind.values()) {
                text.append(String.format(Locale.ROOT, "%,14d  %s%n", coverage.getOrDefault(kind, 0L), kind.words()));
            }
            return text.toString();
        }

        /** The kinds that never happened. */
        String missing() {
            return Arrays.stream(SourceKind.values())
                    .filter(kind -> !coverage.containsKey(kind))
                    .map(SourceKind::words)
                    .collect(Collectors.joining(", "));
        }
    }

    Result run(int threads) {
        Map<SourceKind, Long> total = new EnumMap<>(SourceKind.class);
        Thread[] players = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            players[i] = new Thread(
                    () -> {
                        Map<SourceKind, Long> own = play();
                        synchronized (total) {
                            own.forEach((kind, times) -> total.merge(kind, times, Long::sum));
                        }
                    },
                    "source-simulation-" + i);
            players[i].setDaemon(true);
            players[i].start();
        }
        for (Thread player : players) {
            Simulation.join(player);
        }
        return new Result(Math.min(next.get(), count), events.get(), total, failure.get());
    }

    private Map<SourceKind, Long> play() {
        Map<SourceKind, Long> coverage = new EnumMap<>(SourceKind.class);
        long played = 0;
        while (failure.get() == null) {
            long number = next.getAndIncrement();
            if (number >= count) {
                break;
            }
            try {
                played += new SourceScenario(firstSeed + number, coverage, new Trace(0)).play();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, explain(firstSeed + number));
            }
        }
        events.addAndGet(played);
        return coverage;
    }

    /** Plays the seed once more and writes down what happens. */
    private static Failure explain(long seed) {
        Trace trace = new Trace(LINES_SHOWN);
        try {
            new SourceScenario(seed, new EnumMap<>(SourceKind.class), trace).play();
        } catch (RuntimeException | Error e) {
            String invariant = e instanceof Violation violation ? violation.invariant() : "the simulation itself works";
            return new Failure(invariant, Report.failure("SourceSimulationTest", seed, invariant, e, trace.lines()));
        }
        return new Failure("the same seed plays the same scenario", "seed " + seed + " failed once only");
    }
}
