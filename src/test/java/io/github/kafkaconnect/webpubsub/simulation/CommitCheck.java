package io.github.kafkaconnect.webpubsub.simulation;

/** Nothing is committed that is not finished: taken by the service, dead-lettered, or passed over on purpose. */
final class CommitCheck implements Check {
    @Override
    public void offered(Scenario world, Assignment assignment, long offset) {
        LogRecord unfinished = assignment.firstUnfinishedBelow(offset);
        if (unfinished != null) {
            throw world.broken(
                    "nothing is committed that is not finished",
                    "offset " + offset + " is offered for a commit, but " + unfinished + " is not finished");
        }
    }
}
