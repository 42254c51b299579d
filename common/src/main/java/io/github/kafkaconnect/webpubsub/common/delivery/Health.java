package io.github.kafkaconnect.webpubsub.common.delivery;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable.Reach;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the endpoint, and what follows from it: how many attempts it takes at once and in a second, when it wants to be left
 * alone, whether it is there at all, and whether a failure is its own or the record's.
 */
final class Health {
    private final Window window;
    private final Breaker breaker;
    private final Suspicion suspicion;
    private final Hold hold = new Hold();
    private final RateLimit targetRate;
    private final RateLimit hubRate;
    private final int failuresThatTell;
    private int failuresInRow;
    private long rowNanos;

    /** What a failure means for the delivery that had it. */
    enum Verdict {
        /** It is to be tried again. */
        RETRY,
        /** It fails while others get through: it is to be given up. */
        GUILTY,
        /** No credential has been let in for too long: nothing is to be tried any more. */
        LOST
    }

    Health(EngineSettings settings, RandomGenerator random) {
        EngineSettings.Retries retries = settings.retries();
        this.window = new Window(settings.window());
        this.breaker = new Breaker(settings.breaker(), random);
        this.suspicion = new Suspicion(retries.maxFailures(), retries.recordTimeoutNanos());
        this.targetRate = new RateLimit(settings.rates().target());
        this.hubRate = new RateLimit(settings.rates().hub());
        this.failuresThatTell = settings.breaker().failures();
    }

    boolean isHeld(long nowNanos) {
        return hold.isOn(nowNanos);
    }

    /** Until when the endpoint wants to be left alone, which may be over; null when it has not asked lately. */
    @Nullable
    Long heldUntilNanos() {
        return hold.lastEndNanos();
    }

    /** The later of a time and the end of the hold, when there is one. */
    long notBeforeHold(long nanos) {
        return hold.notBefore(nanos);
    }

    /** Attempts may start as window and rates allow; otherwise only probes may. */
    boolean isUp() {
        return breaker.isClosed();
    }

    boolean mayProbe(long nowNanos) {
        return breaker.state() == Breaker.State.OPEN && breaker.probeDueNanos() - nowNanos <= 0;
    }

    /** When the next probe may start, or null while there is no need or one is under way. */
    @Nullable
    Long probeNanos() {
        return breaker.state() == Breaker.State.OPEN ? hold.notBefore(breaker.probeDueNanos()) : null;
    }

    void probing() {
        breaker.probeStarted();
    }

    boolean hasRoom(int inFlight) {
        return inFlight < window.size();
    }

    boolean mayStart(Reach reach, long nowNanos) {
        return rate(reach).isDue(nowNanos);
    }

    /** When an attempt may start that {@link #mayStart} or a hold has put off; only then meaningful. */
    long startNanos(Reach reach) {
        RateLimit rate = rate(reach);
        return rate.isStarted() ? hold.notBefore(rate.dueNanos()) : hold.endNanos();
    }

    void started(Reach reach, long nowNanos) {
        rate(reach).take(nowNanos);
    }

    /** Call for each delivery that an attempt carries. */
    void began(Delivery<?> delivery) {
        suspicion.started(delivery);
    }

    /** Call for each delivery that a failed attempt has carried. */
    void failedAlong(Delivery<?> delivery, Outcome.Retryable failure) {
        if (failure.trouble() != Trouble.POSTPONED) {
            suspicion.mark(delivery);
        }
    }

    /** There was more to do than the window allowed. */
    void windowIsTheLimit() {
        window.isTheLimit();
    }

    int window() {
        return window.size();
    }

    /** Since when the endpoint is away, or null while it is not. */
    @Nullable
    Long downSinceNanos() {
        return breaker.isClosed() ? null : breaker.openedNanos();
    }

    /** Why the endpoint is away, or null while it is not. */
    Outcome.@Nullable Retryable downCause() {
        return breaker.cause();
    }

    /**
     * Since when attempts fail without any being answered, or null while fewer did so than would open the breaker. A single record
     * cannot open it, for it may be to blame itself.
     */
    @Nullable
    Long failingSinceNanos() {
        return failuresInRow < failuresThatTell ? null : rowNanos;
    }

    /** Attempts that failed since one was answered. */
    int failuresInRow() {
        return failuresInRow;
    }

    /** An attempt was answered properly, whatever the answer. */
    void answered(Delivery<?> delivery, Attempt attempt, long nowNanos) {
        suspicion.answered(delivery);
        failuresInRow = 0;
        boolean wasUp = isUp();
        breaker.answered(attempt.probe());
        if (wasUp) {
            window.answered(attempt.startedNanos(), nowNanos);
        } else if (isUp()) {
            window.restart();
            suspicion.endpointCameBack(nowNanos);
        }
    }

    /** The delivery goes on with an attempt of another kind. */
    void progressed(Delivery<?> delivery) {
        suspicion.acquit(delivery);
    }

    Verdict failed(Delivery<?> delivery, Outcome.Retryable failure, Attempt attempt, long nowNanos) {
        if (failure.retryAfterMs() > 0) {
            hold.until(nowNanos + TimeUnit.MILLISECONDS.toNanos(failure.retryAfterMs()));
        }
        if (failure.trouble() == Trouble.POSTPONED) {
            if (attempt.probe()) {
                breaker.probeLost(nowNanos);
            }
            return Verdict.RETRY;
        }
        if (failuresInRow++ == 0) {
            rowNanos = nowNanos;
        }
        boolean wasUp = isUp();
        boolean throttled = failure.trouble() == Trouble.THROTTLE;
        // That nobody is let in is no lane's own trouble, whatever is known of it.
        boolean shutOut = failure.trouble() == Trouble.ACCESS && !suspicion.othersGotThrough(delivery);
        boolean known = Lanes.of(delivery).isKnownToFail();
        if (known && !shutOut) {
            breaker.failedAsEver(failure, attempt.probe(), nowNanos);
            if (throttled) {
                window.congested(attempt.startedNanos(), nowNanos);
            }
        } else {
            breaker.failed(delivery, failure, suspicion.othersGotThrough(delivery), attempt.probe(), nowNanos);
            if (throttled || delivery.attempts() == 1 || !suspicion.isEndpointWell()) {
                window.congested(attempt.startedNanos(), nowNanos);
            }
            suspicion.failed(delivery);
        }
        boolean itsOwn = !throttled && wasUp && isUp();
        boolean guilty = suspicion.isGuilty(delivery, itsOwn, breaker.failuresInStreak() > 0, nowNanos);
        if (!known && Lanes.of(delivery).isKnownToFail()) {
            breaker.discount(delivery);
        }
        if (failure.trouble() == Trouble.ACCESS && breaker.isAccessLost(nowNanos)) {
            return Verdict.LOST;
        }
        return guilty ? Verdict.GUILTY : Verdict.RETRY;
    }

    private RateLimit rate(Reach reach) {
        return switch (reach) {
            case TARGET -> targetRate;
            case HUB -> hubRate;
        };
    }

    /**
     * What is known of an attempt when it ends.
     *
     * @param probe whether it was made to find out if the endpoint is back
     */
    record Attempt(long startedNanos, boolean probe) {}
}
