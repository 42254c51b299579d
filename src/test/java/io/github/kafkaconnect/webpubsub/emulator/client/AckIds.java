package io.github.kafkaconnect.webpubsub.emulator.client;

import java.util.HashSet;
import java.util.Set;

/** The ack ids that succeeded on one connection id; all are remembered, runs from 1 on without room. */
final class AckIds {
    private final Set<Long> scattered = new HashSet<>();
    private long allUpTo;

    boolean contains(long ackId) {
        return (ackId > 0 && ackId <= allUpTo) || scattered.contains(ackId);
    }

    void add(long ackId) {
        scattered.add(ackId);
        while (scattered.remove(allUpTo + 1)) {
            allUpTo++;
        }
    }
}
