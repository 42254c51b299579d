package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A FIFO of deliveries that share an ordering key. At most one of them is attempted at a time: while it is, or while the lane waits
 * for a retry, the lane is muted.
 */
final class Lane<W> {
    private final Object key;
    private final ArrayDeque<Delivery<W>> queue = new ArrayDeque<>(2);
    private State state = State.IDLE;
    private long dueNanos;

    enum State {
        /** Nothing to do. */
        IDLE,
        /** Stands in the line of lanes that may start an attempt. */
        READY,
        /** Its head is being attempted. */
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

    long dueNanos() {
        return dueNanos;
    }

    void waitUntil(long nanos) {
        dueNanos = nanos;
        state = State.WAITING;
    }

    ArrayDeque<Delivery<W>> queue() {
        return queue;
    }

    @Nullable
    Delivery<W> head() {
        return queue.peekFirst();
    }
}
