package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;

/**
 * How a record ended.
 *
 * @param attempts 0 when nothing was attempted
 * @param nanos from its arrival to its end; 0 when nothing was attempted
 */
record Ending(Outcome outcome, int attempts, long nanos) {
    /** Of a record of which no call could be made. */
    static Ending of(Outcome.Rejected outcome) {
        return new Ending(outcome, 0, 0);
    }
}
