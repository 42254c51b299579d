package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What the engine must know of the work that it delivers; it never looks further inside. All answers stay the same for ever, but for
 * the reach: work of several attempts has that of the next one, which changes only while an attempt is in flight.
 */
public interface Deliverable {
    /** Never late. */
    long NEVER_NANOS = Long.MAX_VALUE;

    /** Work with equal keys is attempted one after the other, in order of admission. */
    Object laneKey();

    /** Which rate limit applies to its next attempt. */
    Reach reach();

    /** While its lane waits, work is replaced by newer work of the lane with an equal key; null for never. */
    @Nullable
    Object conflationKey();

    /** When it is too late to start an attempt, on the engine's clock, or {@link #NEVER_NANOS}. */
    long lateNanos();

    /** How far one attempt reaches. */
    enum Reach {
        /** A group, a user or a connection. */
        TARGET,
        /** Every connection of a hub: the service takes few of these, and bills per receiver. */
        HUB
    }
}
