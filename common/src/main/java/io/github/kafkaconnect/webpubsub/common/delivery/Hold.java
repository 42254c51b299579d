package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.Nullable;

/** Until when the endpoint asked to be left alone. Pure: time is an argument. */
final class Hold {
    private boolean set;
    private long endNanos;

    /** Never shortens. */
    void until(long nanos) {
        if (!set || nanos - endNanos > 0) {
            endNanos = nanos;
            set = true;
        }
    }

    boolean isOn(long nowNanos) {
        if (set && nowNanos - endNanos >= 0) {
            set = false;
        }
        return set;
    }

    /** When the last one is or was over, or null when nobody has asked since {@link #isOn} told that it was. */
    @Nullable
    Long lastEndNanos() {
        return set ? endNanos : null;
    }

    /** When it is over; meaningful while it is on. */
    long endNanos() {
        return endNanos;
    }

    /** The later of a time and the end of the hold. */
    long notBefore(long nanos) {
        return set && endNanos - nanos > 0 ? endNanos : nanos;
    }
}
