package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What one start of a task was handed for one queue, in order. */
final class QueueTrack {
    private final ArrayDeque<Handover> queue = new ArrayDeque<>();

    /** The newest. */
    @Nullable
    Handover last() {
        return queue.peekLast();
    }

    void add(Handover handover) {
        queue.addLast(handover);
    }

    /** The first that is not passed yet, or null. */
    @Nullable
    Handover first() {
        Handover first = queue.peekFirst();
        while (first != null && first.isPassed()) {
            queue.removeFirst();
            first = queue.peekFirst();
        }
        return first;
    }
}
