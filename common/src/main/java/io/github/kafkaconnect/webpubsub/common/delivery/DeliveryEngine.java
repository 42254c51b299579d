package io.github.kafkaconnect.webpubsub.common.delivery;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides which delivery is attempted when. It has no clock, thread or random of its own; whoever calls it is the engine's one
 * thread.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li><b>Order</b>: in one lane, a delivery is first attempted after every earlier one of the lane has ended.
 *   <li><b>Window</b>: never more than {@code maxInFlight} attempts at once.
 *   <li><b>One end</b>: every admitted delivery ends exactly once, or is abandoned.
 *   <li><b>Fairness</b>: lanes take turns; a lane that failed waits aside and holds up nobody else.
 *   <li><b>No residue</b>: a lane without deliveries does not exist.
 * </ul>
 */
public final class DeliveryEngine<W> {
    private final Limits limits;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Port<W> port;

    /** By age, so that what is done to all of them has the same order in every process. */
    private final Map<Object, Lane<W>> lanesByKey = new LinkedHashMap<>();

    private final ArrayDeque<Lane<W>> ready = new ArrayDeque<>();
    private final PriorityQueue<Lane<W>> waiting = new PriorityQueue<>(Comparator.comparingLong(Lane::dueNanos));
    private int inFlight;
    private int abandonedInFlight;
    private boolean halted;

    /** What the engine decides is carried out here, on the engine's thread. */
    public interface Port<W> {
        /** Start an attempt; its outcome comes back through {@link #attemptEnded}, later, never from inside this call. */
        void attempt(Delivery<W> delivery);

        /** The delivery has ended: delivered, rejected or fatal. */
        void ended(Delivery<W> delivery);
    }

    /**
     * @param maxInFlight attempts at once, at least 1
     * @param deliveryTimeoutNanos a delivery that keeps failing ends as rejected when its next attempt would start later than this
     *     after its admission; {@link Long#MAX_VALUE} for never
     */
    public record Limits(int maxInFlight, long deliveryTimeoutNanos) {
        public Limits {
            if (maxInFlight < 1 || deliveryTimeoutNanos < 1) {
                throw new IllegalArgumentException("limits must be positive");
            }
        }
    }

    public DeliveryEngine(Limits limits, Backoff backoff, RandomGenerator random, Port<W> port) {
        this.limits = limits;
        this.backoff = backoff;
        this.random = random;
        this.port = port;
    }

    /** Takes a delivery to the end of its lane. Call {@link #step} afterwards. */
    public void admit(Delivery<W> delivery) {
        Lane<W> lane = lanesByKey.computeIfAbsent(delivery.laneKey(), Lane::new);
        lane.queue().addLast(delivery);
        if (lane.state() == Lane.State.IDLE) {
            makeReady(lane);
        }
    }

    /** Starts what may start now. */
    public void step(long nowNanos) {
        for (Lane<W> lane = waiting.peek(); lane != null && lane.dueNanos() - nowNanos <= 0; lane = waiting.peek()) {
            waiting.remove();
            makeReady(lane);
        }
        while (!halted && inFlight < limits.maxInFlight() && !ready.isEmpty()) {
            start(ready.removeFirst());
        }
    }

    /** When {@link #step} is needed again without any other event, or null when only an event can change something. */
    public @Nullable Long nextDueNanos() {
        Lane<W> lane = waiting.peek();
        return lane == null || halted ? null : lane.dueNanos();
    }

    /** The outcome of an attempt that {@link Port#attempt} started. Call {@link #step} afterwards. */
    public void attemptEnded(Delivery<W> delivery, Outcome outcome, long nowNanos) {
        inFlight--;
        Lane<W> lane = laneOf(delivery);
        if (delivery.isAbandoned()) {
            abandonedInFlight--;
            next(lane);
        } else if (outcome instanceof Outcome.Retryable retryable) {
            retry(lane, delivery, retryable, nowNanos);
        } else {
            halted |= outcome.kind() == Outcome.Kind.FATAL;
            end(lane, delivery, outcome);
        }
    }

    /**
     * Drops all queued deliveries that match and forgets those in flight: their outcome will be ignored. Nothing of them reaches
     * {@link Port#ended}. Cost grows with what is queued; meant for the end of an assignment.
     */
    public void abandon(Predicate<W> which) {
        for (Lane<W> lane : new ArrayList<>(lanesByKey.values())) {
            abandon(lane, which);
        }
    }

    /** How many abandoned deliveries still have an attempt in flight. */
    public int abandonedInFlight() {
        return abandonedInFlight;
    }

    public int inFlight() {
        return inFlight;
    }

    public int lanes() {
        return lanesByKey.size();
    }

    private void start(Lane<W> lane) {
        Delivery<W> delivery = lane.queue().getFirst();
        lane.become(Lane.State.IN_FLIGHT);
        inFlight++;
        delivery.attemptStarted();
        port.attempt(delivery);
    }

    private void retry(Lane<W> lane, Delivery<W> delivery, Outcome.Retryable failure, long nowNanos) {
        long delayNanos = backoff.delayMs(delivery.attempts(), failure.retryAfterMs(), random) * 1_000_000;
        long spentNanos = nowNanos - delivery.admittedNanos() + delayNanos;
        if (spentNanos > limits.deliveryTimeoutNanos()) {
            String detail = failure.code().id() + " " + failure.detail();
            end(lane, delivery, new Outcome.Rejected(ErrorCode.SEND_EXHAUSTED, failure.status(), detail));
        } else {
            lane.waitUntil(nowNanos + delayNanos);
            waiting.add(lane);
        }
    }

    private void end(Lane<W> lane, Delivery<W> delivery, Outcome outcome) {
        delivery.end(outcome);
        next(lane);
        port.ended(delivery);
    }

    private void next(Lane<W> lane) {
        lane.queue().removeFirst();
        lane.become(Lane.State.IDLE);
        if (lane.head() == null) {
            lanesByKey.remove(lane.key());
        } else {
            makeReady(lane);
        }
    }

    private void makeReady(Lane<W> lane) {
        lane.become(Lane.State.READY);
        ready.addLast(lane);
    }

    private void abandon(Lane<W> lane, Predicate<W> which) {
        Delivery<W> first = lane.head();
        if (lane.state() == Lane.State.IN_FLIGHT && first != null) {
            lane.queue().removeFirst();
            lane.queue().removeIf(delivery -> which.test(delivery.work()));
            lane.queue().addFirst(first);
            if (!first.isAbandoned() && which.test(first.work())) {
                first.abandon();
                abandonedInFlight++;
            }
            return;
        }
        lane.queue().removeIf(delivery -> which.test(delivery.work()));
        if (lane.head() != first) {
            leaveLines(lane);
            if (lane.head() == null) {
                lanesByKey.remove(lane.key());
            } else {
                makeReady(lane);
            }
        }
    }

    private void leaveLines(Lane<W> lane) {
        if (lane.state() == Lane.State.WAITING) {
            waiting.remove(lane);
        } else {
            ready.remove(lane);
        }
    }

    private Lane<W> laneOf(Delivery<W> delivery) {
        Lane<W> lane = lanesByKey.get(delivery.laneKey());
        if (lane == null || lane.head() != delivery || lane.state() != Lane.State.IN_FLIGHT) {
            throw new IllegalStateException("an outcome for a delivery that is not in flight");
        }
        return lane;
    }
}
