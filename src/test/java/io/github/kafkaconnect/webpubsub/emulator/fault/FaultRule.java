package io.github.kafkaconnect.webpubsub.emulator.fault;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which requests meet which fault.
 *
 * @param times how many requests at most; {@link #ALWAYS} for no end
 * @param probability 0..1, drawn for each matching request from the emulator's seed
 */
public record FaultRule(Fault fault, Predicate<Target> matching, int times, double probability) {
    public static final int ALWAYS = Integer.MAX_VALUE;

    /**
     * What a rule sees of a request.
     *
     * @param path as on the wire, without the query
     * @param hub in lower case; null when the path has none
     */
    public record Target(String method, String path, @Nullable String hub) {
        /** True for the four sends. */
        public boolean isSend() {
            return path.endsWith("/:send");
        }
    }

    public FaultRule {
        if (times < 1 || probability <= 0 || probability > 1) {
            throw new IllegalArgumentException("times must be positive and probability in (0, 1]");
        }
    }

    /** Every request meets the fault, until the rule is narrowed. */
    public static FaultRule of(Fault fault) {
        return new FaultRule(fault, target -> true, ALWAYS, 1);
    }

    /** Answers with that status and without {@code Retry-After}. */
    public static FaultRule answer(int status) {
        return of(new Fault.AnswerWith(status, null));
    }

    /** Only requests that match. */
    public FaultRule when(Predicate<Target> narrower) {
        return new FaultRule(fault, matching.and(narrower), times, probability);
    }

    /** Only the four sends. */
    public FaultRule onSends() {
        return when(Target::isSend);
    }

    /** Only that many requests. */
    public FaultRule times(int limit) {
        return new FaultRule(fault, matching, limit, probability);
    }

    /** Only that share of the requests. */
    public FaultRule withProbability(double share) {
        return new FaultRule(fault, matching, times, share);
    }

    /** With a {@code Retry-After} header; only for answers. */
    public FaultRule retryAfter(String value) {
        if (!(fault instanceof Fault.AnswerWith answer)) {
            throw new IllegalStateException("Only an answer can carry Retry-After");
        }
        return new FaultRule(new Fault.AnswerWith(answer.status(), value), matching, times, probability);
    }
}
