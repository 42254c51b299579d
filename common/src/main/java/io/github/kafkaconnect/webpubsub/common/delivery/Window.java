package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.concurrent.TimeUnit;

/**
 * How many attempts may be in flight: it grows while the service keeps up and shrinks when it does not. Growth is judged once a round,
 * which is as many answers as the window is wide:
 *
 * <pre>
 * a round that used the whole window   below the threshold: doubled; above: + sqrt(window)
 * latency far above its usual value    x 0.8
 * 429, 503, time-out, reset            x 0.5, at most once for attempts that were in flight together
 * after an outage                      back to the start, doubling up to where it was before
 * </pre>
 *
 * The usual latency follows slowly, so a service that has become slower for good is not mistaken for one that is overloaded. Pure:
 * time is an argument.
 */
public final class Window {
    private static final double CONGESTED = 0.5;
    private static final double SLOWER = 0.8;
    private static final double FAR_ABOVE = 2.0;
    private static final double SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final double FOLLOW_UP = 1.0 / 16;
    private static final double FOLLOW_DOWN = 1.0 / 4;

    private final Settings settings;
    private double size;
    private double threshold;
    private double sizeInHealth;
    private long shrunkNanos;
    private boolean shrunk;
    private int answers;
    private double latencySumNanos;
    private boolean used;
    private double usualNanos;

    /**
     * @param min never fewer, at least 1
     * @param start at first and after an outage
     * @param max never more
     */
    public record Settings(int min, int start, int max) {
        public Settings {
            if (min < 1 || max < min) {
                throw new IllegalArgumentException("needs 1 <= min <= max, got " + min + " and " + max);
            }
            start = Math.max(min, Math.min(start, max));
        }

        /** Always the same. */
        public static Settings fixed(int size) {
            return new Settings(size, size, size);
        }
    }

    Window(Settings settings) {
        this.settings = settings;
        this.size = settings.start();
        this.threshold = settings.max();
        this.sizeInHealth = size;
    }

    int size() {
        return (int) size;
    }

    /** More could be done at the moment if the window were wider. */
    void isTheLimit() {
        used = true;
    }

    /** An attempt was answered properly. */
    void answered(long startedNanos, long nowNanos) {
        answers++;
        latencySumNanos += nowNanos - startedNanos;
        if (answers >= size()) {
            endRound();
        }
    }

    /** An attempt failed in a way that asks to slow down. */
    void congested(long startedNanos, long nowNanos) {
        if (shrunk && startedNanos - shrunkNanos < 0) {
            return;
        }
        shrink(CONGESTED);
        shrunk = true;
        shrunkNanos = nowNanos;
        startRound();
    }

    /** The service is back after an outage. */
    void restart() {
        threshold = sizeInHealth;
        size = Math.min(settings.start(), Math.max(settings.min(), sizeInHealth));
        startRound();
    }

    private void endRound() {
        double latency = latencySumNanos / answers;
        if (usualNanos == 0) {
            usualNanos = latency;
        }
        if (latency > FAR_ABOVE * usualNanos + SLACK_NANOS) {
            shrink(SLOWER);
        } else {
            if (used) {
                grow();
            }
            sizeInHealth = size;
        }
        usualNanos += (latency - usualNanos) * (latency > usualNanos ? FOLLOW_UP : FOLLOW_DOWN);
        startRound();
    }

    private void grow() {
        double grown = size < threshold ? Math.min(2 * size, threshold) : size + Math.sqrt(size);
        size = Math.min(settings.max(), grown);
    }

    private void shrink(double factor) {
        size = Math.max(settings.min(), size * factor);
        threshold = size;
    }

    private void startRound() {
        answers = 0;
        latencySumNanos = 0;
        used = false;
    }
}
