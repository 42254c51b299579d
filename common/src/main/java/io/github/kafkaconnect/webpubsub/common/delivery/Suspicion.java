package io.github.kafkaconnect.webpubsub.common.delivery;

/**
 * Tells a record that makes the service fail from a service that fails. A failure is held against a record only while others get
 * through: since its last failure another delivery was answered. It weighs the less, the more of the deliveries that were attempted for the
 * first time lately failed: a record is given up when so many failures in a row would be chance once in a thousand million times.
 * (Repeated attempts do not count there, so that a few bad records cannot pass for an outage.)
 *
 * <p>A lane that has failed three times with that proof is known to fail, until an attempt of it ends well. From then on its failures are held
 * against its head without new proof, for there may be none to come: what waits behind a target that fails can fill all the room there is.
 * And once a lane has failed for as long as a record may, its records have one attempt each; but all their attempts while others fail as well
 * and nobody is answered. The time for which the endpoint was away is not counted.
 */
final class Suspicion {
    private static final double WEIGHT = 1.0 / 32;
    private static final double SICK = 1.0 / 8;

    private final int maxFailures;
    private final long maxNanos;
    private long answered;
    private double failingShare;
    private boolean wasAway;
    private long backNanos;

    /**
     * @param maxFailures failures held against a record at which it is judged
     * @param maxNanos time that its lane has spent failing, as far as it is held against it, at which it is judged
     */
    Suspicion(int maxFailures, long maxNanos) {
        this.maxFailures = maxFailures;
        this.maxNanos = maxNanos;
    }

    /** Fewer than one in eight first attempts failed lately. */
    boolean isEndpointWell() {
        return failingShare < SICK;
    }

    void started(Delivery<?> delivery) {
        if (delivery.isFirstOfStep()) {
            mark(delivery);
        }
    }

    void answered(Delivery<?> delivery) {
        answered++;
        sample(delivery, 0);
    }

    void failed(Delivery<?> delivery) {
        sample(delivery, 1);
    }

    /** Until now nobody could get through. */
    void endpointCameBack(long nowNanos) {
        wasAway = true;
        backNanos = nowNanos;
    }

    /** Whether anybody was answered since this delivery failed last, or since it was attempted first. */
    boolean othersGotThrough(Delivery<?> delivery) {
        return answered > delivery.answeredBefore;
    }

    /**
     * Books a failure of a delivery.
     *
     * @param itsOwn whether the circumstances allow to hold it against the delivery
     * @param othersFail whether deliveries of other lanes have failed since anybody was answered
     * @return whether the delivery is to be given up
     */
    boolean isGuilty(Delivery<?> delivery, boolean itsOwn, boolean othersFail, long nowNanos) {
        Lane<?> lane = Lanes.of(delivery);
        boolean proven = othersGotThrough(delivery);
        boolean counts = itsOwn && (proven || lane.isKnownToFail());
        if (counts) {
            double weight = weight();
            delivery.heldAgainst += weight;
            lane.hold(weight, proven, nowNanos - failingSinceNanos(lane));
        }
        lane.failedAt(nowNanos);
        mark(delivery);
        boolean outOfTime = lane.heldNanos() >= maxNanos && (proven || !othersFail);
        return counts && (delivery.heldAgainst >= maxFailures || outOfTime);
    }

    /** When the lane failed last, or was attempted first; of an outage in between, only what came after it. */
    private long failingSinceNanos(Lane<?> lane) {
        long since = lane.lastFailureNanos();
        return wasAway && backNanos - since > 0 ? backNanos : since;
    }

    /** One failure counts in full while fewer than one in eight fail, and for nothing when all do. */
    private double weight() {
        return isEndpointWell() ? 1 : Math.log(failingShare) / Math.log(SICK);
    }

    /** What was held against the delivery was another attempt's: it goes on with a clean slate. */
    void acquit(Delivery<?> delivery) {
        delivery.heldAgainst = 0;
    }

    /** Who is answered from now on gets through after this delivery's failure. */
    void mark(Delivery<?> delivery) {
        delivery.answeredBefore = answered;
    }

    private void sample(Delivery<?> delivery, int failed) {
        if (delivery.attempts() == 1) {
            failingShare += (failed - failingShare) * WEIGHT;
        }
    }
}
