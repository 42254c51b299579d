package io.github.kafkaconnect.webpubsub.source.policy;

/** A rule that matches cannot be carried out for this client. Without a stack: clients can cause it at will. */
final class RuleFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String detail;

    /** @param detail names places and facts, never a value */
    RuleFailure(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }

    RuleFailure at(String place) {
        return new RuleFailure(place + ": " + detail);
    }
}
