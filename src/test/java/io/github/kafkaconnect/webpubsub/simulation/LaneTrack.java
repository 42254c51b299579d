package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What one start of a task handed over into one lane, in order. */
final class LaneTrack {
    private final ArrayDeque<Handover> queue = new ArrayDeque<>();

    @Nullable
    Handover inFlight;

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
