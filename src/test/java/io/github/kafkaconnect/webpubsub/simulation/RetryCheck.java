package io.github.kafkaconnect.webpubsub.simulation;

/**
 * A retry starts no sooner than the service asked for. Where nothing else can put it off (a wait that was asked for, other failures, a
 * window or a rate at its limit) it starts no later than it must, give or take a probe.
 */
final class RetryCheck implements Check {
    /** A probe may be answered as late as that, and some. */
    private static final long SLACK_NANOS = (Plan.REQUEST_TIMEOUT_MS + 1_000) * Scenario.MILLI;

    @Override
    public void attemptStarts(Scenario world, Handover handover) {
        long now = world.now();
        if (now < handover.notBeforeNanos) {
            throw world.broken(
                    "Retry-After is obeyed",
                    handover + " is attempted " + (handover.notBeforeNanos - now) / Scenario.MILLI + " ms too early");
        }
        Run run = handover.assignment.run;
        long due = handover.dueNanos;
        boolean free = run.fullNanos < due && run.failedNanos < due && run.heldNanos <= due;
        long slack = SLACK_NANOS + 2 * run.plan.retries().endpoint().probeIntervalMs() * Scenario.MILLI;
        if (free && run.plan.hasFixedWindow() && !run.plan.hasRateLimit() && now - slack > due) {
            throw world.broken(
                    "a retry starts when it is due",
                    handover + " is attempted " + (now - handover.dueNanos) / Scenario.MILLI + " ms too late");
        }
    }
}
