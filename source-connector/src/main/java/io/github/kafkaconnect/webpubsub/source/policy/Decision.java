package io.github.kafkaconnect.webpubsub.source.policy;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;

/**
 * What a policy says to a client that wants to connect.
 *
 * @param rule name of the rule that decided, else its place such as {@code rules[2]}; {@code otherwise} when none matched, {@code event} when
 *     the event could not be read. One of {@link ConnectPolicy#labels}
 * @param detail why a rule failed, for logs; names facts and never a value. Empty otherwise
 */
public record Decision(UpstreamReply reply, Verdict verdict, String rule, String detail) {
    /** What became of the client. */
    public enum Verdict {
        ACCEPTED,
        REFUSED,
        /** The rule that matched could not be carried out, and so the client is refused. */
        FAILED
    }

    @Override
    public String toString() {
        return "Decision[" + verdict + " by " + rule + (detail.isEmpty() ? "" : ", " + detail) + "]";
    }
}
