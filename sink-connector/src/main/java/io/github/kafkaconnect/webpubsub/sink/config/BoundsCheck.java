package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import java.util.Optional;

/**
 * Options that bound each other. What is given must hold as it stands: nothing is cut without a word. A default that does not fit what is
 * given gives way, unless the given option would then not mean what it says.
 */
final class BoundsCheck {
    private final GivenOptions given;

    BoundsCheck(GivenOptions given) {
        this.given = given;
    }

    void check() {
        atMost(FlowOptions.MIN_IN_FLIGHT, FlowOptions.MAX_IN_FLIGHT);
        atMost(FlowOptions.INITIAL_IN_FLIGHT, FlowOptions.MAX_IN_FLIGHT);
        if (given.has(FlowOptions.INITIAL_IN_FLIGHT)) {
            atMost(FlowOptions.MIN_IN_FLIGHT, FlowOptions.INITIAL_IN_FLIGHT);
        }
        atMost(RetryOptions.RETRY_BACKOFF_MS, RetryOptions.RETRY_BACKOFF_MAX_MS);
        if (!given.has(RetryOptions.RETRY_BACKOFF_MS)) {
            atLeastDefault(RetryOptions.RETRY_BACKOFF_MAX_MS, RetryOptions.RETRY_BACKOFF_MS);
        }
    }

    /** A given option against another one, given or not. */
    private void atMost(Option<?> least, Option<?> most) {
        Optional<Long> low = number(least);
        Optional<Long> high = given.has(most) ? number(most) : byDefault(most);
        if (low.isPresent() && high.isPresent() && low.get() > high.get()) {
            given.add(
                    least,
                    "is " + low.get() + ", more than " + described(most, high.get()) + "; lower it or raise the other");
        }
    }

    /** A given upper bound against the default of the lower one. */
    private void atLeastDefault(Option<?> most, Option<?> least) {
        Optional<Long> high = number(most);
        Optional<Long> low = byDefault(least);
        if (high.isPresent() && low.isPresent() && high.get() < low.get()) {
            given.add(
                    most,
                    "is " + high.get() + ", less than " + described(least, low.get())
                            + "; raise it or give the other as well");
        }
    }

    private String described(Option<?> option, long value) {
        return option.key() + "=" + value + (given.has(option) ? "" : ", its default");
    }

    private static Optional<Long> byDefault(Option<?> option) {
        return Optional.ofNullable(option.defaultValue()).map(value -> ((Number) value).longValue());
    }

    /** Empty when the option is absent or wrong by itself. */
    private Optional<Long> number(Option<?> option) {
        try {
            return given.value(option).map(Long::valueOf);
        } catch (NumberFormatException reportedByTheOption) {
            return Optional.empty();
        }
    }
}
