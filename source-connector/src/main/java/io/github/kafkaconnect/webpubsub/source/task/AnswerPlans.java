package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.source.config.ReplyOptions;
import io.github.kafkaconnect.webpubsub.source.ingress.EventIntake;

/** Decides how an event is answered: by an application, or at once. */
final class AnswerPlans implements EventIntake.Planning {
    private static final UpstreamReply TOO_LATE =
            UpstreamReply.text(503, ErrorCode.EVENT_NOT_TAKEN.id() + " no application replied in time");

    private final ReplyOptions replies;

    AnswerPlans(ReplyOptions replies) {
        this.replies = replies;
    }

    @Override
    public EventIntake.Plan plan(String hub, UpstreamEvent event) {
        UpstreamReply reply = UpstreamReply.NO_CONTENT;
        if (!replies.asks(event.kind())) {
            return new EventIntake.Plan(true, reply, null);
        }
        boolean accepts = replies.acceptsUnanswered().contains(event.kind());
        return new EventIntake.Plan(true, reply, accepts ? reply : TOO_LATE);
    }
}
