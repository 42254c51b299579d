package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import org.jspecify.annotations.Nullable;

/**
 * How an event ended and what its sender is told.
 *
 * @param reply null where the sender is only told to try again
 * @param decided what an application has said although it cannot be told, for the record is not known to be in Kafka; null unless it has
 */
public record Answer(Settlement settlement, @Nullable UpstreamReply reply, @Nullable UpstreamReply decided) {
    public Answer(Settlement settlement, @Nullable UpstreamReply reply) {
        this(settlement, reply, null);
    }

    static Answer without(Settlement settlement) {
        return new Answer(settlement, null);
    }

    /** Whether a repeat of the event gets the same answer: not after a failure, for which the repeat is the remedy. */
    boolean isLasting() {
        return settlement.isFinal() && reply != null && reply.status() < 500;
    }
}
