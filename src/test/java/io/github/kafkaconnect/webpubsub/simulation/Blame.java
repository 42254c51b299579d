package io.github.kafkaconnect.webpubsub.simulation;

/** What may be held against one lane since an attempt of it was answered properly. */
final class Blame {
    /** So many failures while others got through, and no more proof is needed. */
    private static final int PROOFS = 3;

    private int proofs;
    private long failingSinceNanos = Long.MAX_VALUE;

    void answered() {
        proofs = 0;
        failingSinceNanos = Long.MAX_VALUE;
    }

    void attempted(long nowNanos) {
        failingSinceNanos = Math.min(failingSinceNanos, nowNanos);
    }

    /**
     * @param proven whether others got through since the failure before
     * @return whether a failure may be held against the record that had it
     */
    boolean isHeld(boolean proven) {
        boolean held = proven || proofs >= PROOFS;
        proofs += proven ? 1 : 0;
        return held;
    }

    long failingNanos(long nowNanos) {
        return nowNanos - failingSinceNanos;
    }
}
