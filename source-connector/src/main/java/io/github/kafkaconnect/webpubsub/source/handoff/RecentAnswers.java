package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.util.Optional;

/**
 * What a connector's tasks on one worker answered lately. Connects have a window of their own: a flood of messages must not make it forget
 * who was refused.
 */
public final class RecentAnswers {
    private final Bounds bounds;
    private final AnswerWindow connects;
    private final AnswerWindow others;

    public RecentAnswers(Bounds bounds) {
        this.bounds = bounds;
        this.connects = new AnswerWindow(bounds.maxAnswers(), bounds.lifeNanos());
        this.others = new AnswerWindow(bounds.maxAnswers(), bounds.lifeNanos());
    }

    /** @param maxAnswers of connects and of all other events each; 0 remembers nothing */
    public record Bounds(int maxAnswers, long lifeNanos) {}

    public Bounds bounds() {
        return bounds;
    }

    Optional<UpstreamReply> find(EventKey key, long nowNanos) {
        return window(key).find(key, nowNanos);
    }

    void put(EventKey key, UpstreamReply reply, long nowNanos) {
        window(key).put(key, reply, nowNanos);
    }

    /** Forgets what is over; whether nothing is left. */
    public boolean isEmptyAt(long nowNanos) {
        connects.trim(nowNanos);
        others.trim(nowNanos);
        return connects.size() + others.size() == 0;
    }

    private AnswerWindow window(EventKey key) {
        return key.isConnect() ? connects : others;
    }
}
