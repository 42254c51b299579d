package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.OptionalLong;

/** The earliest of several points in time on a clock that may wrap around. */
final class Earliest {
    private boolean any;
    private long nanos;

    void take(long candidate) {
        if (!any || candidate - nanos < 0) {
            nanos = candidate;
            any = true;
        }
    }

    /** Empty when there was no candidate. */
    OptionalLong nanos() {
        return any ? OptionalLong.of(nanos) : OptionalLong.empty();
    }
}
