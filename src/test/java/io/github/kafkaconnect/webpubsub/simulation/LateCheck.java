package io.github.kafkaconnect.webpubsub.simulation;

/** A record that is older than it may be is not sent any more, unless some of it was done before. */
final class LateCheck implements Check {
    @Override
    public void attemptStarts(Scenario world, Handover handover) {
        if (handover.step == 0 && world.now() >= handover.lateNanos) {
            throw world.broken(
                    "what is too late is not sent",
                    handover + " is attempted " + (world.now() - handover.lateNanos) / Scenario.MILLI + " ms too late");
        }
    }
}
