package io.github.kafkaconnect.webpubsub.simulation;

/** A retry starts no sooner than the service asked for, and no later than it must while the window has room. */
final class RetryCheck implements Check {
    private static final long SLACK_NANOS = 1_000 * Scenario.MILLI;

    @Override
    public void attemptStarts(Scenario world, Handover handover) {
        long now = world.now();
        if (now < handover.notBeforeNanos) {
            throw world.broken(
                    "Retry-After is obeyed",
                    handover + " is attempted " + (handover.notBeforeNanos - now) / Scenario.MILLI + " ms too early");
        }
        boolean windowHadRoom = handover.assignment.run.fullNanos < handover.dueNanos;
        if (windowHadRoom && now - SLACK_NANOS > handover.dueNanos) {
            throw world.broken(
                    "a retry starts when it is due",
                    handover + " is attempted " + (now - handover.dueNanos) / Scenario.MILLI + " ms too late");
        }
    }
}
