package io.github.kafkaconnect.webpubsub.emulator.client;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The ack ids that were used on one connection id. Without a limit all are remembered, runs from 1 on without room; with
 * one the newest.
 */
final class AckIds {
    private final int max;
    private final Set<Long> scattered = new LinkedHashSet<>();
    private long allUpTo;

    /** @param max 0 for no limit */
    AckIds(int max) {
        this.max = max;
    }

    boolean contains(long ackId) {
        return (ackId > 0 && ackId <= allUpTo) || scattered.contains(ackId);
    }

    void add(long ackId) {
        scattered.add(ackId);
        if (max > 0) {
            forgetOldest();
            return;
        }
        while (scattered.remove(allUpTo + 1)) {
            allUpTo++;
        }
    }

    private void forgetOldest() {
        Iterator<Long> oldest = scattered.iterator();
        while (scattered.size() > max) {
            oldest.next();
            oldest.remove();
        }
    }
}
