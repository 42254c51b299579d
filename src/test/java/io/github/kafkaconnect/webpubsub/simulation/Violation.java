package io.github.kafkaconnect.webpubsub.simulation;

/** A promise that was broken. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String invariant;

    Violation(String invariant, String detail) {
        super(detail);
        this.invariant = invariant;
    }

    Violation(String invariant, String detail, Throwable cause) {
        super(detail, cause);
        this.invariant = invariant;
    }

    /** The promise in words. */
    String invariant() {
        return invariant;
    }
}
