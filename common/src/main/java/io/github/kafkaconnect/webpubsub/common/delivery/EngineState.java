package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What can be seen of the engine from outside, at one moment.
 *
 * @param inFlight attempts whose outcome is open
 * @param window attempts that may be in flight
 * @param lanes with deliveries
 * @param waitingLanes that wait for a retry
 * @param deliveries that have not ended
 * @param breakerOpenNanos since when the breaker is open, or null while it is closed
 * @param failingSinceNanos since when attempts fail without any being answered although the breaker is closed, or null
 * @param heldUntilNanos until when the endpoint wants to be left alone, which may be over, or null
 * @param holdsIntake whether more work would only be piled up: the endpoint is away, and there is enough to probe it with
 * @param onlyFailing whether all that there is has failed: only new work can tell whether others get through
 */
public record EngineState(
        int inFlight,
        int window,
        int lanes,
        int waitingLanes,
        int deliveries,
        @Nullable Long breakerOpenNanos,
        @Nullable Long failingSinceNanos,
        @Nullable Long heldUntilNanos,
        boolean holdsIntake,
        boolean onlyFailing) {
    /** Before anything was admitted. */
    public static final EngineState EMPTY = new EngineState(0, 0, 0, 0, 0, null, null, null, false, false);
}
