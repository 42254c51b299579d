package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Plays many scenarios, on as many threads as asked for, and stops at the first broken promise. */
final class Simulation {
    private static final int LINES_SHOWN = 30;

    private final long firstSeed;
    private final long count;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    /**
     * @param invariant the promise that was broken
     * @param text everything there is to say
     */
    record Failure(long seed, String invariant, String text) {}

    /**
     * @param scenarios how many were played
     * @param failure null when all promises were kept
     */
    record Result(long scenarios, long events, Coverage coverage, @Nullable Failure failure) {}

    Simulation(long firstSeed, long count) {
        this.firstSeed = firstSeed;
        this.count = count;
    }

    Result run(int threads) {
        Coverage total = new Coverage();
        List<Thread> players = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread player = new Thread(
                    () -> {
                        Coverage own = play();
                        synchronized (total) {
                            total.add(own);
                        }
                    },
                    "simulation-" + i);
            player.setDaemon(true);
            player.start();
            players.add(player);
        }
        for (Thread player : players) {
            join(player);
        }
        return new Result(Math.min(next.get(), count), events.get(), total, failure.get());
    }

    static void join(Thread player) {
        try {
            player.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Coverage play() {
        Coverage coverage = new Coverage();
        long played = 0;
        while (failure.get() == null) {
            long number = next.getAndIncrement();
            if (number >= count) {
                break;
            }
            long seed = firstSeed + number;
            try {
                played += new Scenario(seed, coverage, new Trace(0)).play();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, explain(seed));
            }
        }
        events.addAndGet(played);
        return coverage;
    }

    /** Plays the seed once more and writes down what happens. */
    private static Failure explain(long seed) {
        Trace trace = new Trace(LINES_SHOWN);
        try {
            new Scenario(seed, new Coverage(), trace).play();
        } catch (RuntimeException | Error e) {
            String invariant = e instanceof Violation violation ? violation.invariant() : "the simulation itself works";
            return new Failure(seed, invariant, Report.failure("SimulationTest", seed, invariant, e, trace.lines()));
        }
        return new Failure(seed, "the same seed plays the same scenario", "seed " + seed + " failed once only");
    }
}
