package io.github.kafkaconnect.webpubsub.simulation;

/** What was handed over ends once: nothing is sent after its end, after the end of its assignment, or a second time. */
final class EndCheck implements Check {
    @Override
    public void attemptStarts(Scenario world, Handover handover) {
        String objection = null;
        if (handover.ended) {
            objection = "it has ended";
        } else if (handover.again) {
            objection = "its offset was handed over before";
        } else if (handover.assignment.closed) {
            objection = "its partition was closed";
        } else if (!handover.assignment.run.alive) {
            objection = "its task was stopped";
        }
        if (objection != null) {
            throw world.broken("every record ends once", handover + " is attempted, although " + objection);
        }
    }
}
