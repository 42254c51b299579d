package io.github.kafkaconnect.webpubsub.simulation;

/** Only what is at fault is called errant, once, and by the owner of its partition. */
final class ReportCheck implements Check {
    @Override
    public void reported(Scenario world, Handover handover) {
        String objection = null;
        if (!handover.errant) {
            objection = "it is not at fault";
        } else if (handover.reported) {
            objection = "it was reported before";
        } else if (handover.assignment.closed) {
            objection = "its partition was closed";
        }
        if (objection != null) {
            throw world.broken("only errant records are reported", handover + " is reported, although " + objection);
        }
    }
}
