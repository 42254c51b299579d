package io.github.kafkaconnect.webpubsub.common.delivery;

/**
 * Tells a record that makes the service fail from a service that fails. A failure is held against a record only while others get
 * through: since its last failure another delivery was answered, and of the deliveries that were attempted for the first time lately
 * fewer than one in eight failed. (Repeated attempts do not count there, so that a few bad records cannot pass for an outage.) Then ten
 * failures in a row by chance are one case in a thousand million.
 */
final class Suspicion {
    private static final double WEIGHT = 1.0 / 32;
    private static final double SICK = 1.0 / 8;

    private final int maxFailures;
    private final long maxNanos;
    private long answered;
    private double failingShare;

    /**
     * @param maxFailures failures held against a record at which it is judged
     * @param maxNanos time spent failing, as far as it is held against the record, at which it is judged
     */
    Suspicion(int maxFailures, long maxNanos) {
        this.maxFailures = maxFailures;
        this.maxNanos = maxNanos;
    }

    /** Fewer than one in eight first attempts failed lately. */
    boolean isEndpointWell() {
        return failingShare < SICK;
    }

    void started(Delivery<?> delivery, long nowNanos) {
        if (delivery.isFirstOfStep()) {
            mark(delivery, nowNanos);
        }
    }

    void answered(Delivery<?> delivery) {
        answered++;
        sample(delivery, 0);
    }

    void failed(Delivery<?> delivery) {
        sample(delivery, 1);
    }

    /** Whether anybody was answered since this delivery failed last, or since it was attempted first. */
    boolean othersGotThrough(Delivery<?> delivery) {
        return answered > delivery.answeredBefore;
    }

    /**
     * Books a failure of a delivery.
     *
     * @param itsOwn whether the circumstances allow to hold it against the delivery
     * @return whether the delivery is to be given up
     */
    boolean isGuilty(Delivery<?> delivery, boolean itsOwn, long nowNanos) {
        if (itsOwn && isEndpointWell() && othersGotThrough(delivery)) {
            delivery.heldAgainst++;
            delivery.heldAgainstNanos += nowNanos - delivery.markNanos;
        }
        mark(delivery, nowNanos);
        return delivery.heldAgainst >= maxFailures || delivery.heldAgainstNanos >= maxNanos;
    }

    /** What was held against the delivery was another attempt's: it goes on with a clean slate. */
    void acquit(Delivery<?> delivery) {
        delivery.heldAgainst = 0;
        delivery.heldAgainstNanos = 0;
    }

    private void mark(Delivery<?> delivery, long nowNanos) {
        delivery.answeredBefore = answered;
        delivery.markNanos = nowNanos;
    }

    private void sample(Delivery<?> delivery, int failed) {
        if (delivery.attempts() == 1) {
            failingShare += (failed - failingShare) * WEIGHT;
        }
    }
}
