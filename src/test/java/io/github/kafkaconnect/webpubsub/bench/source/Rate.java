package io.github.kafkaconnect.webpubsub.bench.source;

import java.util.List;
import java.util.Locale;

/**
 * A rate at which events are sent whatever becomes of them.
 *
 * @param perSecond events, or 0 for half of what the contender reaches in a closed loop
 */
record Rate(int perSecond) {

    static final List<Rate> ALL = List.of(new Rate(1_000), new Rate(5_000), new Rate(10_000), new Rate(0));

    /** Beyond this share of saturation queues grow, and latencies tell how long was measured. */
    private static final double MOST = 0.9;

    private static final double HALF = 0.5;

    String title() {
        return perSecond == 0 ? "half of saturation" : String.format(Locale.ROOT, "%,d/s", perSecond);
    }

    /** Events a second for a contender with this saturation. */
    int at(double saturationPerSecond) {
        return perSecond == 0 ? (int) Math.max(1, HALF * saturationPerSecond) : perSecond;
    }

    boolean isWithin(double saturationPerSecond) {
        return at(saturationPerSecond) <= MOST * saturationPerSecond;
    }
}
