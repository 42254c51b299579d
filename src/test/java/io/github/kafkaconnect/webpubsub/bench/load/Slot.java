package io.github.kafkaconnect.webpubsub.bench.load;

/**
 * One of the places from which requests are sent one after the other. The targets are dealt out among the slots, so that
 * the order within each target is kept although the slots run side by side.
 */
final class Slot {

    private final int first;
    private final int slots;
    private final int targets;
    private int target;
    private long number;

    /** @param first number of this slot, below {@code slots} */
    Slot(int first, int slots, int targets) {
        if (targets < slots) {
            throw new IllegalArgumentException("every slot needs a target of its own");
        }
        this.first = first;
        this.slots = slots;
        this.targets = targets;
        this.target = first - slots;
        this.number = target;
    }

    /** Goes on to the next record. */
    void next() {
        number += slots;
        target += slots;
        if (target >= targets) {
            target = first;
        }
    }

    long number() {
        return number;
    }

    int target() {
        return target;
    }
}
