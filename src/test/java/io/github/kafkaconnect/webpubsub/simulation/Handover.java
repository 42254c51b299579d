package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.sink.config.RetryOptions;
import org.jspecify.annotations.Nullable;

/**
 * A record in the hands of the task on its way to one target: one call of put for one record. The payload carries the number of the
 * first of these, so that the service knows them.
 */
final class Handover {
    final int number;
    final LogRecord record;
    final Assignment assignment;

    /** Null when it shares its lane with nobody. */
    final @Nullable LaneTrack lane;

    /** Whom it keeps its order with; null when with nobody. */
    final @Nullable QueueTrack queue;

    final int payloadBytes;

    final long atNanos;

    /** The same offset was handed over before in this assignment: never to be sent. */
    final boolean again;

    boolean inFlight;

    /** An attempt brought an end: delivered, refused or fatal. No other attempt may follow. */
    boolean ended;

    /** May be errant without being sent again: refused, unmapped, perhaps given up or out of time. */
    boolean errant;

    /** Its offset may be committed. */
    boolean finished;

    boolean reported;

    /** It was refused together with others, so it may not travel with others any more. */
    boolean alone;

    /** When no attempt may start any more. */
    long lateNanos = Long.MAX_VALUE;

    /** When its next attempt may start at the earliest, and when it is due at the latest if the window has room. */
    long notBeforeNanos;

    long dueNanos = Long.MAX_VALUE;

    /** How many of its calls are done, and how many of them the service has taken. */
    int step;

    int stepsTaken;

    private static final long SLACK_NANOS = 1_000 * Scenario.MILLI;
    private final Blame blame;
    private int answeredBefore = -1;
    private int heldAgainst;

    Handover(int number, LogRecord record, Assignment assignment, long atNanos) {
        this.number = number;
        this.record = record;
        this.assignment = assignment;
        this.lane = assignment.run.lane(record);
        this.blame = lane == null ? new Blame() : lane.blame;
        this.queue = assignment.run.queue(record);
        this.payloadBytes = assignment.run.plan.payloadBytes(number, record);
        this.atNanos = atNanos;
        this.again = record.handover != null && record.handover.assignment == assignment;
    }

    void attempted(long nowNanos) {
        blame.attempted(nowNanos);
    }

    /** An attempt of it ended well, or with a refusal. */
    void answered() {
        blame.answered();
    }

    /** One of its calls is done, and another is to come; what went wrong before is over. */
    void progressed() {
        step++;
        heldAgainst = 0;
        answeredBefore = -1;
        notBeforeNanos = 0;
        dueNanos = Long.MAX_VALUE;
    }

    /** Whether the call that is due is its last. */
    boolean isAtLastStep() {
        return step + 1 == assignment.run.plan.steps();
    }

    /**
     * Books a failed attempt.
     *
     * @param answered how many attempts of the run were answered properly so far
     * @return whether the task may give the record up: it failed often or long while others got through
     */
    boolean isHeldAgainst(Outcome.Retryable failure, int answered, RetryOptions retries, long nowNanos) {
        if (failure.trouble() == Outcome.Trouble.POSTPONED) {
            return false;
        }
        boolean itsOwn = failure.trouble() == Outcome.Trouble.FAILURE || failure.trouble() == Outcome.Trouble.ACCESS;
        if (itsOwn && blame.isHeld(answered > answeredBefore, nowNanos, assignment.run.backNanos)) {
            heldAgainst++;
        }
        blame.failed(nowNanos);
        answeredBefore = answered;
        long failingNanos = blame.failingNanos() + SLACK_NANOS;
        return heldAgainst >= retries.maxAttempts()
                || (heldAgainst > 0 && failingNanos >= retries.recordTimeoutMs() * Scenario.MILLI);
    }

    /** Does not hold up those behind it in its lane any more. */
    boolean isPassed() {
        return record.accepted || record.settled || finished || again || assignment.closing;
    }

    @Override
    public String toString() {
        return "#" + number + " (" + record + ")";
    }
}
