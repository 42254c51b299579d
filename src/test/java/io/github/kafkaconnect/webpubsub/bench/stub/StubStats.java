package io.github.kafkaconnect.webpubsub.bench.stub;

/**
 * What the stub has counted since it was reset.
 *
 * @param nanos when, on the stub's clock
 * @param accepted answered 202
 * @param refused answered 429 or 503
 * @param distinct records accepted at least once; only where the reset named a number of records
 * @param repeated accepted although they had been accepted before
 * @param outOfOrder accepted for the first time after a later record of the same target
 * @param toFirstTarget accepted for target 0
 * @param meanDelayMicros mean time from a request's arrival to its answer; 0 without a delay
 */
public record StubStats(
        long nanos,
        long accepted,
        long refused,
        long distinct,
        long repeated,
        long outOfOrder,
        long toFirstTarget,
        long meanDelayMicros) {

    /** Accepted for all targets but the first. */
    public long toOtherTargets() {
        return accepted - toFirstTarget;
    }
}
