package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.Nullable;

/** Work of tests, by name. */
record Work(Object laneKey, String name, Reach reach, @Nullable Object conflationKey, long lateNanos)
        implements Deliverable {
    Work(Object laneKey, String name) {
        this(laneKey, name, Reach.TARGET, null, NEVER_NANOS);
    }

    static Work hubWide(Object laneKey, String name) {
        return new Work(laneKey, name, Reach.HUB, null, NEVER_NANOS);
    }

    static Work conflatable(Object laneKey, String name, Object conflationKey) {
        return new Work(laneKey, name, Reach.TARGET, conflationKey, NEVER_NANOS);
    }

    static Work lateAt(Object laneKey, String name, long lateNanos) {
        return new Work(laneKey, name, Reach.TARGET, null, lateNanos);
    }
}
