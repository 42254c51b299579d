package io.github.kafkaconnect.webpubsub.simulation;

/** Never more attempts in flight than max.in.flight.requests. */
final class WindowCheck implements Check {
    @Override
    public void attemptStarts(Scenario world, Handover handover) {
        Run run = handover.assignment.run;
        if (run.inFlight >= run.plan.delivery().flow().maxInFlight()) {
            throw world.broken(
                    "the window holds",
                    handover + " is attempted while " + run.inFlight + " attempts are in flight, the most allowed");
        }
    }
}
