package io.github.kafkaconnect.webpubsub.common.delivery;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable.Reach;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All lanes that have work, and the lines in which they stand: one for each reach, in which lanes take turns, and one for those that
 * wait for a retry, by time. A lane without deliveries does not exist.
 */
final class Lanes<W extends Deliverable> {
    private final Map<Object, Lane<W>> byKey = new HashMap<>();
    private final ArrayDeque<Lane<W>> readyTargets = new ArrayDeque<>();
    private final ArrayDeque<Lane<W>> readyHubs = new ArrayDeque<>();
    private final PriorityQueue<Lane<W>> waiting = new PriorityQueue<>(Comparator.comparingLong(Lane::dueNanos));

    int size() {
        return byKey.size();
    }

    int waiting() {
        return waiting.size();
    }

    static <W extends Deliverable> Lane<W> of(Delivery<W> delivery) {
        Lane<W> lane = delivery.lane;
        if (lane == null) {
            throw new IllegalStateException("a delivery without a lane");
        }
        return lane;
    }

    Lane<W> open(Object key) {
        return byKey.computeIfAbsent(key, Lane::new);
    }

    boolean hasReady(Reach reach) {
        return !ready(reach).isEmpty();
    }

    boolean hasReady() {
        return !readyTargets.isEmpty() || !readyHubs.isEmpty();
    }

    /** Whether one of the lanes that may start has not failed; looks at each that has. */
    boolean hasReadyFresh() {
        return readyTargets.stream().anyMatch(lane -> !lane.hasFailed())
                || readyHubs.stream().anyMatch(lane -> !lane.hasFailed());
    }

    boolean hasIdleWork() {
        return hasReady() || !waiting.isEmpty();
    }

    Lane<W> takeReady(Reach reach) {
        return ready(reach).removeFirst();
    }

    /** Of a lane that has not failed when there is one; there must be idle work. */
    Lane<W> takeForProbe() {
        if (!readyTargets.isEmpty()) {
            return readyTargets.removeFirst();
        }
        return readyHubs.isEmpty() ? waiting.remove() : readyHubs.removeFirst();
    }

    /** When the next lane may be tried again, or null when none waits. */
    @Nullable
    Lane<W> firstWaiting() {
        return waiting.peek();
    }

    Lane<W> takeWaiting() {
        return waiting.remove();
    }

    /** Puts a lane into the line in which it belongs, at the end; a lane without deliveries goes. */
    void settle(Lane<W> lane) {
        Delivery<W> head = lane.head();
        if (head == null) {
            lane.become(Lane.State.IDLE);
            byKey.remove(lane.key());
        } else {
            lane.become(Lane.State.READY);
            ready(head.work().reach()).addLast(lane);
        }
    }

    void wait(Lane<W> lane, long untilNanos) {
        lane.waitUntil(untilNanos);
        waiting.add(lane);
    }

    /** Forgets the lanes in the lines that have lost all their deliveries. Cost grows with the number of lanes. */
    void dropEmpty() {
        readyTargets.removeIf(this::drop);
        readyHubs.removeIf(this::drop);
        waiting.removeIf(this::drop);
    }

    private boolean drop(Lane<W> lane) {
        return lane.isEmpty() && byKey.remove(lane.key(), lane);
    }

    /** Lets waiting lanes go on at once. */
    void release(Predicate<Lane<W>> which) {
        List<Lane<W>> released = new ArrayList<>();
        waiting.removeIf(lane -> which.test(lane) && released.add(lane));
        released.forEach(this::settle);
    }

    private ArrayDeque<Lane<W>> ready(Reach reach) {
        return switch (reach) {
            case TARGET -> readyTargets;
            case HUB -> readyHubs;
        };
    }
}
