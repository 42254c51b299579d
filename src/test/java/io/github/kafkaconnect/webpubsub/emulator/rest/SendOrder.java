package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * When a send takes its place among the others, and when it reaches its clients.
 *
 * <pre>
 * request ──random delay──► place in the order, 202 ──random lag, order kept──► fan-out
 * </pre>
 *
 * Requests that overlap may therefore overtake each other; one that starts after the answer to another never does.
 * The 202 does not wait for the fan-out. Loop-confined; the random numbers come from the seed alone.
 */
public final class SendOrder {
    private final EventLoop loop;
    private final Delays delays;
    private final SplittableRandom random;
    private final Consumer<Runnable> gate;
    private final Deque<Runnable> fanOuts = new ArrayDeque<>();
    private long lastFanOutNanos;

    /** The ranges of the two delays; both ends inclusive, zero for none. */
    public record Delays(Duration placeMin, Duration placeMax, Duration lagMin, Duration lagMax) {
        public static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        public Delays {
            boolean negative = placeMin.isNegative() || lagMin.isNegative();
            if (negative || placeMin.compareTo(placeMax) > 0 || lagMin.compareTo(lagMax) > 0) {
                throw new IllegalArgumentException("A delay's minimum must be between zero and its maximum");
            }
        }

        /** Both delays anywhere from zero to that. */
        public static Delays upTo(Duration max) {
            return new Delays(Duration.ZERO, max, Duration.ZERO, max);
        }
    }

    /** @param gate runs what may have to wait while the emulator is frozen */
    public SendOrder(EventLoop loop, Delays delays, long seed, Consumer<Runnable> gate) {
        this.loop = loop;
        this.delays = delays;
        this.random = new SplittableRandom(seed);
        this.gate = gate;
    }

    /** Runs {@code answer} when the send has its place, and {@code fanOut} some time after it. */
    void place(Runnable answer, Runnable fanOut) {
        long delayNanos = draw(delays.placeMin(), delays.placeMax());
        if (delayNanos == 0) {
            settle(answer, fanOut);
        } else {
            loop.schedule(() -> settle(answer, fanOut), delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void settle(Runnable answer, Runnable fanOut) {
        answer.run();
        long lagNanos = draw(delays.lagMin(), delays.lagMax());
        if (lagNanos == 0 && fanOuts.isEmpty()) {
            gate.accept(fanOut);
            return;
        }
        long now = System.nanoTime();
        lastFanOutNanos = fanOuts.isEmpty() ? now + lagNanos : Math.max(lastFanOutNanos, now + lagNanos);
        fanOuts.addLast(fanOut);
        loop.schedule(() -> gate.accept(fanOuts.removeFirst()), lastFanOutNanos - now, TimeUnit.NANOSECONDS);
    }

    private long draw(Duration min, Duration max) {
        return max.isZero() ? 0 : random.nextLong(min.toNanos(), max.toNanos() + 1);
    }
}
