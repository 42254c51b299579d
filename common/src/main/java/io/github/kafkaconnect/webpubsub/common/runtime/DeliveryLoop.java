package io.github.kafkaconnect.webpubsub.common.runtime;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.DeliveryEngine;
import io.github.kafkaconnect.webpubsub.common.delivery.EngineSettings;
import io.github.kafkaconnect.webpubsub.common.delivery.EngineState;
import io.github.kafkaconnect.webpubsub.common.delivery.FoldRule;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link DeliveryEngine} on one thread. Other threads meet it at its inbox ({@link #admit}, {@link #attemptEnded}, {@link
 * #abandon}), at its outbox ({@link #pollEnded}) and at a snapshot of its state; inbox and outbox are bounded by what the caller admits.
 * Which thread that is, its own or a transport's event loop, is the caller's choice of executor, which must run one thing at a time.
 */
public final class DeliveryLoop<W extends Deliverable> {
    /** While nothing changes for the task's decisions, the state is taken anew no sooner than this after the last time. */
    private static final long STATE_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Nor later than this, though nothing happens any more: behind one request that hangs all others may have ended. */
    private static final long STATE_MAX_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ScheduledExecutorService executor;
    private final LongSupplier nanoClock;
    private final DeliveryEngine<W> engine;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Queue<Delivery<W>> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Runnable run = this::run;
    private final EndpointListener listener;
    private final HoldWatch holds = new HoldWatch();
    private final List<CompletableFuture<Void>> abandonments = new ArrayList<>();
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private volatile EngineState state = EngineState.EMPTY;
    private long stateNanos;
    private @Nullable ScheduledFuture<?> alarm;
    private long alarmNanos;

    /**
     * A delivery on its way, at one moment.
     *
     * @param attempts that were started
     * @param lastFailure why the last one failed, or null
     */
    public record Glimpse<W extends Deliverable>(W work, int attempts, Outcome.@Nullable Retryable lastFailure) {
        static <W extends Deliverable> Glimpse<W> of(Delivery<W> delivery) {
            return new Glimpse<>(delivery.work(), delivery.attempts(), delivery.lastFailure());
        }
    }

    /** What the engine inside decides by. */
    public record Settings<W extends Deliverable>(
            EngineSettings engine, FoldRule<W> foldRule, RandomGenerator random) {}

    /** Carries out attempts. */
    public interface Attempts<W extends Deliverable> {
        /**
         * Starts an attempt without blocking. Its outcome goes to {@link DeliveryLoop#attemptEnded} of {@code loop} exactly once, from any
         * thread.
         *
         * @param joined deliveries that travel with the first; mostly empty
         */
        void start(Delivery<W> first, List<Delivery<W>> joined, DeliveryLoop<W> loop);
    }

    /** Is told on the loop's thread when the endpoint goes away and comes back; must return quickly. See {@link DeliveryEngine.Port}. */
    public interface EndpointListener {
        /** An attempt was made and failed in a retryable way. Told each time. */
        void attemptFailed(Outcome.Retryable cause);

        /** The endpoint wants to be left alone for some time. Told once, until an attempt gets through again. */
        void asksToWait(Outcome.Retryable cause);

        void keepsFailing(Outcome.Retryable cause);

        void wentDown(Outcome.Retryable cause);

        void cameBack(long downNanos);
    }

    /**
     * @param executor one thread, not shared with anything that blocks
     * @param nanoClock monotonic, as {@link System#nanoTime}
     */
    public DeliveryLoop(
            ScheduledExecutorService executor,
            LongSupplier nanoClock,
            Settings<W> settings,
            Attempts<W> attempts,
            EndpointListener listener) {
        this.executor = executor;
        this.nanoClock = nanoClock;
        this.listener = listener;
        this.engine = new DeliveryEngine<>(
                settings.engine(), settings.foldRule(), settings.random(), new EnginePort(attempts));
    }

    /** Any thread; order of admission is the order of calls. */
    public void admit(List<Delivery<W>> deliveries) {
        post(() -> deliveries.forEach(engine::admit));
    }

    /** Any thread, once per attempt. */
    public void attemptEnded(Delivery<W> first, Outcome outcome) {
        post(() -> ended(first, outcome));
    }

    /**
     * Drops what matches; the future completes when no attempt of it is in flight any more, and exceptionally when a defect or the close
     * stops the loop before.
     */
    public CompletableFuture<Void> abandon(Predicate<W> which) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        ask(done, () -> {
            engine.abandon(which);
            abandonments.add(done);
        });
        return done;
    }

    /**
     * Looks for the oldest delivery that matches and has not ended; empty when there is none. The future completes on the loop's thread,
     * exceptionally when a defect or the close stops the loop before. Cost grows with what is queued; meant for the seldom moment in which
     * a person is told.
     */
    public CompletableFuture<Optional<Glimpse<W>>> find(Predicate<W> which) {
        CompletableFuture<Optional<Glimpse<W>>> found = new CompletableFuture<>();
        ask(found, () -> found.complete(Optional.ofNullable(engine.find(which)).map(Glimpse::of)));
        return found;
    }

    /** The next delivery that has ended, or null. One consumer thread. */
    public @Nullable Delivery<W> pollEnded() {
        return outbox.poll();
    }

    /** Of a moment ago; any thread. */
    public EngineState state() {
        return state;
    }

    /** A defect that stopped the loop, or null. Nothing is delivered after it. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** No attempt starts after this; what is in flight is left to the transport. Does not stop the executor. */
    public void close() {
        closed = true;
        refuseInbox();
    }

    private void ask(CompletableFuture<?> answer, Runnable command) {
        post(new Question(answer, command));
        if (closed) {
            refuseInbox();
        }
    }

    /** A command whose answer somebody waits for. */
    private record Question(CompletableFuture<?> answer, Runnable command) implements Runnable {
        @Override
        public void run() {
            command.run();
        }
    }

    /** Any thread: whoever takes a question out of the inbox answers it. */
    private void refuseInbox() {
        for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) {
            if (command instanceof Question question) {
                refuse(question.answer());
            }
        }
    }

    private void refuse(CompletableFuture<?> answer) {
        answer.completeExceptionally(new IllegalStateException("the delivery loop has stopped", failure));
    }

    /** Nothing in flight comes back to the engine any more, so nobody may wait for it. */
    private void refuseAll() {
        refuseInbox();
        abandonments.forEach(this::refuse);
        abandonments.clear();
    }

    private void post(Runnable command) {
        inbox.add(command);
        if (!closed && awake.compareAndSet(false, true)) {
            executor.execute(run);
        }
    }

    private void run() {
        awake.set(false);
        if (closed || failure != null) {
            refuseAll();
            return;
        }
        try {
            for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) {
                command.run();
            }
            long nowNanos = nanoClock.getAsLong();
            engine.step(nowNanos);
            if (!abandonments.isEmpty() && engine.abandonedInFlight() == 0) {
                abandonments.forEach(done -> done.complete(null));
                abandonments.clear();
            }
            boolean published = publish(nowNanos);
            setAlarm(published ? engine.nextDueNanos() : dueWithin(engine.nextDueNanos()));
        } catch (RuntimeException | Error e) {
            failure = e;
            refuseAll();
        }
    }

    private void ended(Delivery<W> first, Outcome outcome) {
        long nowNanos = nanoClock.getAsLong();
        engine.attemptEnded(first, outcome, nowNanos);
        if (outcome instanceof Outcome.Retryable failure && failure.trouble() != Outcome.Trouble.POSTPONED) {
            listener.attemptFailed(failure);
        }
        if (holds.begins(outcome, nowNanos)) {
            listener.asksToWait((Outcome.Retryable) outcome);
        }
    }

    /** Returns false when the state that is shown may not be the newest. */
    private boolean publish(long nowNanos) {
        boolean wasUp = state.breakerOpenNanos() == null;
        if (wasUp && engine.isSteady() && nowNanos - stateNanos < STATE_AGE_NANOS) {
            return false;
        }
        stateNanos = nowNanos;
        state = engine.state();
        return true;
    }

    /** The sooner of what the engine wants and the time at which the state is too old. Mostly an alarm is set for that already. */
    private OptionalLong dueWithin(OptionalLong due) {
        long oldNanos = stateNanos + STATE_MAX_AGE_NANOS;
        return due.isPresent() && due.getAsLong() - oldNanos <= 0 ? due : OptionalLong.of(oldNanos);
    }

    private void setAlarm(OptionalLong due) {
        if (due.isEmpty()) {
            return;
        }
        long dueNanos = due.getAsLong();
        if (alarm != null && !alarm.isDone() && alarmNanos - dueNanos <= 0) {
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
        private final Attempts<W> attempts;

        EnginePort(Attempts<W> attempts) {
            this.attempts = attempts;
        }

        @Override
        public void attempt(Delivery<W> first, List<Delivery<W>> joined) {
            attempts.start(first, joined, DeliveryLoop.this);
        }

        @Override
        public void ended(Delivery<W> delivery) {
            // The task thread may look much later: it sleeps for as long as no record comes.
            delivery.endedAt(nanoClock.getAsLong());
            outbox.add(delivery);
        }

        @Override
        public void keepsFailing(Outcome.Retryable cause) {
            listener.keepsFailing(cause);
        }

        @Override
        public void wentDown(Outcome.Retryable cause) {
            listener.wentDown(cause);
        }

        @Override
        public void cameBack(long downNanos) {
            listener.cameBack(downNanos);
        }
    }
}
