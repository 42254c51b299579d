package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import org.jspecify.annotations.Nullable;

/**
 * What an event is answered for.
 *
 * @param records how many acknowledgements complete the event, at least 1
 * @param bytes what the rendered records take
 * @param reply the answer when they are complete, unless an application has another
 * @param question null unless an application behind Kafka is asked for the answer
 */
public record Terms(int records, long bytes, UpstreamReply reply, @Nullable Question question) {
    /** Answered with 204. */
    public static Terms of(int records, long bytes) {
        return new Terms(records, bytes, UpstreamReply.NO_CONTENT, null);
    }

    /**
     * An application's part of the answer.
     *
     * @param deadlineNanos when it is too late
     * @param unanswered what is answered then
     * @param unseen what is answered when no application will see the event, for its record does not come to Kafka
     */
    public record Question(long deadlineNanos, UpstreamReply unanswered, UpstreamReply unseen) {}
}
