package io.github.kafkaconnect.webpubsub.simulation;

/** What may be held against one lane since an attempt of it was answered properly. */
final class Blame {
    /** So many failures while others got through, and no more proof is needed. */
    private static final int PROOFS = 3;

    private int proofs;
    /** Its last failure, or before that its first attempt. */
    private long sinceNanos = Long.MAX_VALUE;

    private long failingNanos;

    void answered() {
        proofs = 0;
        sinceNanos = Long.MAX_VALUE;
        failingNanos = 0;
    }

    void attempted(long nowNanos) {
        sinceNanos = Math.min(sinceNanos, nowNanos);
    }

    /**
     * Books a failure.
     *
     * @param proven whether others got through since the failure before
     * @param backNanos when the service was found to be back last
     * @return whether it may be held against the record that had it
     */
    boolean isHeld(boolean proven, long nowNanos, long backNanos) {
        boolean held = proven || proofs >= PROOFS;
        proofs += proven ? 1 : 0;
        failingNanos += held ? nowNanos - Math.max(sinceNanos, backNanos) : 0;
        return held;
    }

    /** An attempt has failed, whoever is to blame. */
    void failed(long nowNanos) {
        sinceNanos = nowNanos;
    }

    /** Time spent failing, as far as it may be held against it. */
    long failingNanos() {
        return failingNanos;
    }
}
