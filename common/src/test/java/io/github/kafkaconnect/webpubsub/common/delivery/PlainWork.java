package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.Nullable;

/** Work of tests that asks for nothing but a lane. */
public interface PlainWork extends Deliverable {
    @Override
    default Reach reach() {
        return Reach.TARGET;
    }

    @Override
    default @Nullable Object conflationKey() {
        return null;
    }

    @Override
    default long lateNanos() {
        return NEVER_NANOS;
    }
}
