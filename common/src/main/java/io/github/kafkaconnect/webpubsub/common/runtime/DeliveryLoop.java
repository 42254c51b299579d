package io.github.kafkaconnect.webpubsub.common.runtime;

import io.github.kafkaconnect.webpubsub.common.delivery.Backoff;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.DeliveryEngine;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link DeliveryEngine} on one thread. Other threads meet it at its inbox ({@link #admit}, {@link #attemptEnded}, {@link
 * #abandon}) and at its outbox ({@link #pollEnded}); both are bounded by what the caller admits. Which thread that is, its own or a
 * transport's event loop, is the caller's choice of executor, which must run one thing at a time.
 */
public final class DeliveryLoop<W> {
    private final ScheduledExecutorService executor;
    private final LongSupplier nanoClock;
    private final DeliveryEngine<W> engine;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Queue<Delivery<W>> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final List<CompletableFuture<Void>> abandonments = new ArrayList<>();
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private volatile int inFlight;
    private @Nullable ScheduledFuture<?> alarm;
    private long alarmNanos;

    /** Limits, backoff and the source of jitter of the engine inside. */
    public record Settings(DeliveryEngine.Limits limits, Backoff backoff, RandomGenerator random) {}

    /**
     * @param executor one thread, not shared with anything that blocks
     * @param nanoClock monotonic, as {@link System#nanoTime}
     * @param attempts starts an attempt without blocking and hands its outcome to the consumer exactly once, on any thread
     */
    public DeliveryLoop(
            ScheduledExecutorService executor,
            LongSupplier nanoClock,
            Settings settings,
            BiConsumer<Delivery<W>, BiConsumer<Delivery<W>, Outcome>> attempts) {
        this.executor = executor;
        this.nanoClock = nanoClock;
        this.engine = new DeliveryEngine<>(
                settings.limits(), settings.backoff(), settings.random(), new EnginePort(attempts));
    }

    /** Any thread; order of admission is the order of calls. */
    public void admit(List<Delivery<W>> deliveries) {
        post(() -> deliveries.forEach(engine::admit));
    }

    /** Any thread, once per attempt. */
    public void attemptEnded(Delivery<W> delivery, Outcome outcome) {
        post(() -> engine.attemptEnded(delivery, outcome, nanoClock.getAsLong()));
    }

    /** Drops what matches; the future completes when no attempt of it is in flight any more. */
    public CompletableFuture<Void> abandon(Predicate<W> which) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        post(() -> {
            engine.abandon(which);
            abandonments.add(done);
        });
        return done;
    }

    /** The next delivery that has ended, or null. One consumer thread. */
    public @Nullable Delivery<W> pollEnded() {
        return outbox.poll();
    }

    /** Attempts in flight when the loop last ran; any thread. */
    public int inFlight() {
        return inFlight;
    }

    /** A defect that stopped the loop, or null. Nothing is delivered after it. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** No attempt starts after this; what is in flight is left to the transport. Does not stop the executor. */
    public void close() {
        closed = true;
        inbox.clear();
    }

    private void post(Runnable command) {
        inbox.add(command);
        if (!closed && awake.compareAndSet(false, true)) {
            executor.execute(this::run);
        }
    }

    private void run() {
        awake.set(false);
        if (closed || failure != null) {
            return;
        }
        try {
            for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) {
                command.run();
            }
            engine.step(nanoClock.getAsLong());
            inFlight = engine.inFlight();
            if (!abandonments.isEmpty() && engine.abandonedInFlight() == 0) {
                abandonments.forEach(done -> done.complete(null));
                abandonments.clear();
            }
            setAlarm(engine.nextDueNanos());
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void setAlarm(@Nullable Long dueNanos) {
        if (dueNanos == null || (alarm != null && !alarm.isDone() && alarmNanos - dueNanos <= 0)) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarmNanos = dueNanos;
        long delayNanos = Math.max(0, dueNanos - nanoClock.getAsLong());
        alarm = executor.schedule(() -> post(() -> {}), delayNanos, TimeUnit.NANOSECONDS);
    }

    private final class EnginePort implements DeliveryEngine.Port<W> {
        private final BiConsumer<Delivery<W>, BiConsumer<Delivery<W>, Outcome>> attempts;
        private final BiConsumer<Delivery<W>, Outcome> outcomes = DeliveryLoop.this::attemptEnded;

        EnginePort(BiConsumer<Delivery<W>, BiConsumer<Delivery<W>, Outcome>> attempts) {
            this.attempts = attempts;
        }

        @Override
        public void attempt(Delivery<W> delivery) {
            attempts.accept(delivery, outcomes);
        }

        @Override
        public void ended(Delivery<W> delivery) {
            outbox.add(delivery);
        }
    }
}
