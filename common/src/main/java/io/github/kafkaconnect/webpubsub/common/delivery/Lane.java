package io.github.kafkaconnect.webpubsub.common.delivery;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable.Reach;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A FIFO of deliveries that share an ordering key. One attempt at a time: while it is under way, or while the lane waits for a retry,
 * the lane is muted. One attempt may carry several deliveries from the head on.
 */
final class Lane<W extends Deliverable> {
    private static final double PROOF = 3;

    private final Object key;
    private State state = State.IDLE;
    private @Nullable Delivery<W> head;
    private @Nullable Delivery<W> tail;
    private int carried;
    private int failures;
    private double proof;
    private long heldNanos;
    private boolean failing;
    private long failedNanos;
    private long startedNanos;
    private long dueNanos;
    /** Made for the first delivery that may be replaced. */
    private @Nullable Map<Object, Delivery<W>> newestByConflationKey;

    enum State {
        /** Nothing to do. */
        IDLE,
        /** Stands in the line of lanes that may start an attempt. */
        READY,
        /** Its first deliveries are being attempted. */
        IN_FLIGHT,
        /** Its head failed and waits for its next attempt. */
        WAITING
    }

    Lane(Object key) {
        this.key = key;
    }

    Object key() {
        return key;
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    /** Only meaningful in {@link State#WAITING}. */
    long dueNanos() {
        return dueNanos;
    }

    void waitUntil(long nanos) {
        dueNanos = nanos;
        state = State.WAITING;
    }

    /** Failed attempts of its head since one ended well. */
    int failures() {
        return failures;
    }

    void failed() {
        failures++;
    }

    void succeeded() {
        failures = 0;
        proof = 0;
        heldNanos = 0;
        failing = false;
    }

    /** Its head is given up: the next one waits as if nothing had failed, but what is known of the lane stays. */
    void startOver() {
        failures = 0;
    }

    /**
     * Books a failure that is held against its head.
     *
     * @param weight how little of it chance explains, 0 to 1
     * @param proven whether others got through since the failure before
     * @param nanos spent failing since the failure before
     */
    void hold(double weight, boolean proven, long nanos) {
        proof += proven ? weight : 0;
        heldNanos += (long) (weight * nanos);
    }

    /** When an attempt failed last since one ended well; if none has, when its attempt was started. */
    long lastFailureNanos() {
        return failing ? failedNanos : startedNanos;
    }

    /** An attempt has failed, whoever is to blame. */
    void failedAt(long nowNanos) {
        failing = true;
        failedNanos = nowNanos;
    }

    /**
     * So many of its attempts failed while others got through, and none ended well since, that it is the lane and not the endpoint: further
     * failures say nothing of the endpoint, and need no proof of their own.
     */
    boolean isKnownToFail() {
        return proof >= PROOF;
    }

    /** Whether its next attempt repeats one that failed, or might as well. */
    boolean hasFailed() {
        return failures > 0 || isKnownToFail();
    }

    /** Time spent failing since an attempt ended well, as far as it is held against it. */
    long heldNanos() {
        return heldNanos;
    }

    /** @param deliveries how many from the head on the attempt carries */
    void start(int deliveries, long nowNanos) {
        state = State.IN_FLIGHT;
        carried = deliveries;
        startedNanos = nowNanos;
    }

    int carried() {
        return carried;
    }

    long startedNanos() {
        return startedNanos;
    }

    @Nullable
    Delivery<W> head() {
        return head;
    }

    boolean isEmpty() {
        return head == null;
    }

    /** Of its head; a lane without one reaches nobody. */
    @Nullable
    Reach reach() {
        return head == null ? null : head.work().reach();
    }

    /** Whether the failures of its head are held against it. */
    boolean isSuspect() {
        return head != null && head.heldAgainst > 0;
    }

    /**
     * Takes a delivery, at the end of the line or, when it is newer than one of the line with its conflation key, in that one's place:
     * a key that changes all the time would never have its turn if it went to the end each time.
     *
     * @return the delivery that was replaced, or null
     */
    @Nullable
    Delivery<W> add(Delivery<W> delivery) {
        Object conflationKey = delivery.work().conflationKey();
        if (conflationKey == null) {
            append(delivery);
            return null;
        }
        if (newestByConflationKey == null) {
            newestByConflationKey = new HashMap<>(2);
        }
        Delivery<W> older = newestByConflationKey.put(conflationKey, delivery);
        if (older == null || older.isInFlight()) {
            append(delivery);
            return null;
        }
        replace(older, delivery);
        return older;
    }

    /** Whether a newer delivery with the same conflation key stands behind. */
    boolean isOutdated(Delivery<W> delivery) {
        Object conflationKey = delivery.work().conflationKey();
        return conflationKey != null
                && newestByConflationKey != null
                && newestByConflationKey.get(conflationKey) != delivery;
    }

    void remove(Delivery<W> delivery) {
        Delivery<W> previous = delivery.previousInLane;
        Delivery<W> next = delivery.nextInLane;
        if (previous == null) {
            head = next;
        } else {
            previous.nextInLane = next;
        }
        if (next == null) {
            tail = previous;
        } else {
            next.previousInLane = previous;
        }
        leave(delivery);
        Object conflationKey = delivery.work().conflationKey();
        if (conflationKey != null && newestByConflationKey != null) {
            newestByConflationKey.remove(conflationKey, delivery);
        }
    }

    private void append(Delivery<W> delivery) {
        delivery.lane = this;
        delivery.previousInLane = tail;
        if (tail == null) {
            head = delivery;
        } else {
            tail.nextInLane = delivery;
        }
        tail = delivery;
    }

    private void replace(Delivery<W> older, Delivery<W> newer) {
        Delivery<W> previous = older.previousInLane;
        Delivery<W> next = older.nextInLane;
        newer.lane = this;
        newer.previousInLane = previous;
        newer.nextInLane = next;
        if (previous == null) {
            head = newer;
        } else {
            previous.nextInLane = newer;
        }
        if (next == null) {
            tail = newer;
        } else {
            next.previousInLane = newer;
        }
        leave(older);
    }

    private static void leave(Delivery<?> delivery) {
        delivery.lane = null;
        delivery.previousInLane = null;
        delivery.nextInLane = null;
    }
}
