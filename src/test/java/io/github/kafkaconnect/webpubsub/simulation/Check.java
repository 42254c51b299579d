package io.github.kafkaconnect.webpubsub.simulation;

import java.util.List;

/**
 * One promise, looked at wherever it can be broken. Cheap: it is called at almost every event. The world is told of what happens
 * after the checks, so that they see what was true before.
 */
interface Check {
    /** An attempt is about to start: of one record, or of several that travel together. */
    default void requestStarts(Scenario world, List<Handover> carried) {}

    /** An attempt is about to start, for each record that it carries. */
    default void attemptStarts(Scenario world, Handover handover) {}

    /** The service takes a message; {@code handover.record.accepted} tells whether it took the record before. */
    default void taken(Scenario world, Handover handover) {}

    /** The task says that everything below the offset is finished. */
    default void offered(Scenario world, Assignment assignment, long offset) {}

    /** The task calls a record errant. */
    default void reported(Scenario world, Handover handover) {}

    /** The task has taken a batch. */
    default void putEnded(Scenario world, Run run) {}

    /** An event of any thread is over. */
    default void eventEnded(Scenario world, Run run) {}
}
