package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.events.Counts;
import java.util.ArrayDeque;

/** Watches for the full rate to come back: half a second with 90 % of it. */
final class Recovery {

    private static final double FULL = 0.9;
    private static final double OVER_SECONDS = 0.5;

    private final double fullPerSecond;
    private final ArrayDeque<Counts> lately = new ArrayDeque<>();

    Recovery(double fullPerSecond) {
        this.fullPerSecond = fullPerSecond;
    }

    /** Takes counts in the order of their time; whether the full rate was reached at these. */
    boolean isReachedAt(Counts now) {
        lately.addLast(now);
        boolean reached = false;
        while (lately.getFirst().secondsTo(now) >= OVER_SECONDS) {
            reached = lately.removeFirst().rateTo(now) >= FULL * fullPerSecond;
        }
        return reached;
    }
}
