package io.github.kafkaconnect.webpubsub.common.delivery;

import java.util.concurrent.TimeUnit;

/** The numbers that the engine decides by. */
public record EngineSettings(
        Window.Settings window, Retries retries, Breaker.Settings breaker, Rates rates, Folding folding) {

    /** Never. */
    public static final long NEVER_NANOS = Long.MAX_VALUE;

    /**
     * @param backoff waits between attempts of one delivery
     * @param maxFailures failures held against one delivery, while others get through, at which it is rejected
     * @param recordTimeoutNanos time spent failing while others got through at which it is rejected
     * @param deliveryTimeoutNanos age at which a delivery is rejected whatever the reason, or {@link #NEVER_NANOS}
     */
    public record Retries(Backoff backoff, int maxFailures, long recordTimeoutNanos, long deliveryTimeoutNanos) {
        public Retries {
            if (maxFailures < 1 || recordTimeoutNanos < 1 || deliveryTimeoutNanos < 1) {
                throw new IllegalArgumentException("limits of retries must be positive");
            }
        }

        boolean limitsAge() {
            return deliveryTimeoutNanos != NEVER_NANOS;
        }
    }

    /**
     * Attempts a second, each {@link Double#POSITIVE_INFINITY} for no limit.
     *
     * @param target of attempts that reach a group, a user or a connection
     * @param hub of attempts that reach every connection of a hub
     */
    public record Rates(double target, double hub) {
        public static final Rates UNLIMITED = new Rates(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * How many deliveries one attempt may carry.
     *
     * @param maxDeliveries 1 for no folding
     * @param maxBytes of them together
     */
    public record Folding(int maxDeliveries, int maxBytes) {
        public static final Folding OFF = new Folding(1, Integer.MAX_VALUE);

        public Folding {
            if (maxDeliveries < 1 || maxBytes < 1) {
                throw new IllegalArgumentException("an attempt carries one delivery and one byte at least");
            }
        }
    }

    /** The defaults with a fixed window and no limit in time; for tests and measurements. */
    public static EngineSettings fixedWindow(int size, Backoff backoff) {
        return new EngineSettings(
                Window.Settings.fixed(size),
                new Retries(backoff, 10, TimeUnit.MINUTES.toNanos(5), NEVER_NANOS),
                new Breaker.Settings(8, TimeUnit.SECONDS.toNanos(1), TimeUnit.MINUTES.toNanos(5)),
                Rates.UNLIMITED,
                Folding.OFF);
    }

    public EngineSettings withRetries(Retries newRetries) {
        return new EngineSettings(window, newRetries, breaker, rates, folding);
    }

    public EngineSettings withBreaker(Breaker.Settings newBreaker) {
        return new EngineSettings(window, retries, newBreaker, rates, folding);
    }

    public EngineSettings withRates(Rates newRates) {
        return new EngineSettings(window, retries, breaker, newRates, folding);
    }

    public EngineSettings withFolding(Folding newFolding) {
        return new EngineSettings(window, retries, breaker, rates, newFolding);
    }
}
