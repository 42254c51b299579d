package io.github.kafkaconnect.webpubsub.simulation;

/** A lane has one attempt in flight at most. */
final class LaneCheck implements Check {
    @Override
    public void attemptStarts(Scenario world, Handover handover) {
        LaneTrack lane = handover.lane;
        if (handover.inFlight || (lane != null && lane.inFlight != null)) {
            throw world.broken(
                    "a lane has one attempt in flight",
                    handover + " is attempted while " + (lane == null ? handover : lane.inFlight) + " is in flight");
        }
    }
}
