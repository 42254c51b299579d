package io.github.kafkaconnect.webpubsub.simulation;

/**
 * The service takes the records of a lane for the first time in the order in which they were handed over. Late copies of older
 * records may follow. Those of one partition keep the order of their offsets whoever sends them, across rebalances and crashes.
 */
final class OrderCheck implements Check {
    private static final String PROMISE = "the records of a lane are taken in order";

    @Override
    public void taken(Scenario world, Handover handover) {
        LogRecord record = handover.record;
        if (record.accepted) {
            return;
        }
        LogRecord before = record.before;
        if (before != null && !before.accepted && !before.settled) {
            throw world.broken(PROMISE, record + " was taken before " + before + " of the same partition");
        }
        QueueTrack queue = handover.queue;
        if (queue == null || handover.isPassed() || !handover.assignment.run.alive) {
            return;
        }
        Handover first = queue.first();
        if (first != handover) {
            throw world.broken(PROMISE, handover + " was taken before " + first + " of the same lane");
        }
    }
}
