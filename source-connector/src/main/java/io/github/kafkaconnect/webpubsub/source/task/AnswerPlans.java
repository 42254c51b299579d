package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.observe.OncePerMinute;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.source.config.ReplyOptions;
import io.github.kafkaconnect.webpubsub.source.ingress.EventIntake;
import io.github.kafkaconnect.webpubsub.source.policy.Decision;
import io.github.kafkaconnect.webpubsub.source.policy.SourcePolicies;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how an event is answered: by the policy or the template, and by an application where one is asked. A client that the policy
 * refuses is refused at once, and nobody is asked about it.
 */
final class AnswerPlans implements EventIntake.Planning {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerPlans.class);
    private static final UpstreamReply TOO_LATE =
            UpstreamReply.text(503, ErrorCode.EVENT_NOT_TAKEN.id() + " no application replied in time");

    private final SourcePolicies policies;
    private final ReplyOptions replies;
    private final LongSupplier nanoTime;
    private final OncePerMinute pace = new OncePerMinute();

    /** @param nanoTime monotonic, as {@link System#nanoTime} */
    AnswerPlans(SourcePolicies policies, ReplyOptions replies, LongSupplier nanoTime) {
        this.policies = policies;
        this.replies = replies;
        this.nanoTime = nanoTime;
    }

    @Override
    public EventIntake.Plan plan(String hub, UpstreamEvent event) {
        UpstreamReply reply = UpstreamReply.NO_CONTENT;
        if (event.kind() == UpstreamEvent.Kind.CONNECT && policies.connect().isPresent()) {
            Decision decision = policies.connect().get().decide(event);
            if (decision.verdict() != Decision.Verdict.ACCEPTED) {
                note(decision);
                return new EventIntake.Plan(false, decision.reply(), null);
            }
            reply = decision.reply();
        } else if (isUserEvent(event) && policies.reply().isPresent()) {
            reply = policies.reply().get().reply(event);
        }
        if (!replies.asks(event.kind())) {
            return new EventIntake.Plan(true, reply, null);
        }
        boolean accepts = replies.acceptsUnanswered().contains(event.kind());
        return new EventIntake.Plan(true, reply, accepts ? reply : TOO_LATE);
    }

    private static boolean isUserEvent(UpstreamEvent event) {
        return event.kind() == UpstreamEvent.Kind.MESSAGE || event.kind() == UpstreamEvent.Kind.CUSTOM;
    }

    /** A rule that cannot be carried out is worth a look; a refusal by rule is what the rule is for. */
    private void note(Decision decision) {
        if (decision.verdict() == Decision.Verdict.FAILED) {
            long count = pace.happened(decision.rule(), nanoTime.getAsLong());
            if (count > 0) {
                LOG.warn(
                        "A client is refused because a rule of connect.policy cannot be carried out rule={} count={}: {}",
                        decision.rule(),
                        count,
                        decision.detail());
            }
        }
    }
}
