package io.github.kafkaconnect.webpubsub.bench.source;

/**
 * One contender without and with idle connections.
 *
 * @param opened idle connections that had their first event answered
 * @param stillOpen of these, after the second measurement
 * @param mibBefore resident memory before they were opened
 * @param mibAfter the same after the second measurement
 */
record IdleRun(Sample without, Sample with, int opened, int stillOpen, double mibBefore, double mibAfter, Proof proof) {

    /** Of the rate without, with idle connections. */
    double share() {
        return with.perSecond() / without.perSecond();
    }

    boolean isDisturbed() {
        return with.isDisturbed() || without.isDisturbed();
    }
}
