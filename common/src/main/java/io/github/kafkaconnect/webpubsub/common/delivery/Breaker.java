package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Stops attempts while the endpoint fails, and finds out when it is back.
 *
 * <pre>
 * CLOSED   several different deliveries failed in a row, nobody was answered in between  -> OPEN
 *          no credential is let in and nobody was answered since the attempt began       -> OPEN
 * OPEN     the probe interval is over                                                     -> PROBING (one attempt)
 * PROBING  the probe was answered -> CLOSED; it failed -> OPEN
 * </pre>
 *
 * One delivery counts once in a row of failures, so that a record that makes the service fail cannot open it alone, and what failed before
 * counts only when nobody got through since. Pure: time and
 * randomness are arguments.
 */
public final class Breaker {
    /** Probes of many tasks drift apart by up to a quarter of the interval. */
    private static final int JITTER_SHARE = 4;

    /** The first probe comes after an eighth of the interval, the next after a quarter: a false alarm costs little. */
    private static final int FIRST_PROBE_SHIFT = 3;

    private final Settings settings;
    private final RandomGenerator random;
    private State state = State.CLOSED;
    private long streak = 1;
    private int failuresInStreak;
    private boolean accessDenied;
    private long accessDeniedNanos;
    private long openedNanos;
    private int probes;
    private long probeDueNanos;
    private Outcome.@Nullable Retryable cause;

    /** States as in the table above. */
    public enum State {
        CLOSED,
        OPEN,
        PROBING
    }

    /**
     * @param failures of different deliveries in a row that open it, at least 1
     * @param probeIntervalNanos between two probes, at least, after the first few
     * @param accessTimeoutNanos how long no credential may be let in before that is fatal
     */
    public record Settings(int failures, long probeIntervalNanos, long accessTimeoutNanos) {
        public Settings {
            if (failures < 1 || probeIntervalNanos < 1 || accessTimeoutNanos < 0) {
                throw new IllegalArgumentException("a breaker needs a failure and an interval at least");
            }
        }
    }

    Breaker(Settings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    State state() {
        return state;
    }

    /** When the next probe may start; meaningful while it is open. */
    long probeDueNanos() {
        return probeDueNanos;
    }

    /** Since when it is not closed; meaningful while it is not. */
    long openedNanos() {
        return openedNanos;
    }

    /** The failure that opened it, or null while it is closed. */
    Outcome.@Nullable Retryable cause() {
        return cause;
    }

    /** The failure that was just booked has proven that it is its lane's own, and says nothing of the endpoint. */
    void discount(Delivery<?> delivery) {
        if (delivery.countedInStreak == streak) {
            delivery.countedInStreak = 0;
            failuresInStreak--;
        }
    }

    /** How many different deliveries failed since anybody was answered, without those of lanes that are known to fail. */
    int failuresInStreak() {
        return failuresInStreak;
    }

    /** Whether no credential has been let in for so long that waiting has no use. */
    boolean isAccessLost(long nowNanos) {
        return accessDenied && nowNanos - accessDeniedNanos >= settings.accessTimeoutNanos();
    }

    void probeStarted() {
        state = State.PROBING;
    }

    /** The probe came to nothing: it says nothing about the endpoint. */
    void probeLost(long nowNanos) {
        state = State.OPEN;
        probeDueNanos = nowNanos;
    }

    /** An attempt was answered properly. While it is open only the probe counts: others may have started before the trouble. */
    void answered(boolean probe) {
        if (isClosed() || probe) {
            state = State.CLOSED;
            streak++;
            failuresInStreak = 0;
            accessDenied = false;
            cause = null;
        }
    }

    /** @param othersGotThrough whether anybody was answered since the delivery failed last */
    void failed(
            Delivery<?> delivery, Outcome.Retryable failure, boolean othersGotThrough, boolean probe, long nowNanos) {
        boolean denied = failure.trouble() == Outcome.Trouble.ACCESS && !othersGotThrough;
        if (denied && !accessDenied) {
            accessDenied = true;
            accessDeniedNanos = nowNanos;
        } else if (probe && failure.trouble() != Outcome.Trouble.ACCESS) {
            // Whatever is the matter now, it is not that nobody is let in.
            accessDenied = false;
        }
        // A failure that comes again although others got through in between says more about its delivery.
        boolean tells = delivery.isFirstOfStep() || !othersGotThrough;
        if (tells && delivery.countedInStreak != streak) {
            delivery.countedInStreak = streak;
            failuresInStreak++;
        }
        if (isClosed() && (denied || failuresInStreak >= settings.failures())) {
            openedNanos = nowNanos;
            probes = 0;
            cause = failure;
            open(nowNanos);
        } else if (probe) {
            cause = failure;
            open(nowNanos);
        }
    }

    /** Of a lane that is known to fail: it tells nothing of the endpoint, but a probe that it was has failed. */
    void failedAsEver(Outcome.Retryable failure, boolean probe, long nowNanos) {
        if (probe) {
            cause = failure;
            open(nowNanos);
        }
    }

    private void open(long nowNanos) {
        state = State.OPEN;
        long interval = Math.max(1, settings.probeIntervalNanos() >> Math.max(0, FIRST_PROBE_SHIFT - probes));
        probes++;
        probeDueNanos = nowNanos + interval + random.nextLong(interval / JITTER_SHARE + 1);
    }
}
