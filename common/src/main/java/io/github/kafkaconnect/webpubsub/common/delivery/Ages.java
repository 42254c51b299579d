package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.Nullable;

/** Every delivery that has not ended, the oldest first. Adding and removing cost the same whatever is in the list. */
final class Ages<W extends Deliverable> {
    private @Nullable Delivery<W> oldest;
    private @Nullable Delivery<W> newest;
    private int size;

    void add(Delivery<W> delivery) {
        delivery.older = newest;
        if (newest == null) {
            oldest = delivery;
        } else {
            newest.newer = delivery;
        }
        newest = delivery;
        size++;
    }

    void remove(Delivery<W> delivery) {
        Delivery<W> older = delivery.older;
        Delivery<W> newer = delivery.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        delivery.older = null;
        delivery.newer = null;
        size--;
    }

    @Nullable
    Delivery<W> oldest() {
        return oldest;
    }

    @Nullable
    Delivery<W> oldestNotInFlight() {
        Delivery<W> delivery = oldest;
        while (delivery != null && delivery.isInFlight()) {
            delivery = delivery.newer;
        }
        return delivery;
    }

    int size() {
        return size;
    }
}
