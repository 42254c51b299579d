package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.transport.HttpAnswer;

/** Carries out operations: one attempt for each call, never a retry of its own. Safe for use by many threads; never blocks. */
public interface OperationClient {
    /** Starts one attempt; one method of {@code completion} is called exactly once. */
    void execute(Operation operation, Completion completion);

    /** Receives the end of an attempt, on a transport thread or on the caller's before {@code execute} returns; must return quickly. */
    @FunctionalInterface
    interface Completion {
        void ended(Outcome outcome);

        /** The same where the service answered, for those who read answers. */
        default void answered(Outcome outcome, HttpAnswer answer) {
            ended(outcome);
        }
    }
}
