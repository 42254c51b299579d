package io.github.kafkaconnect.webpubsub.common.protocol;

import org.jspecify.annotations.Nullable;

/** A call cannot be made of its arguments. The message names the parameter, never a value. */
public final class ArgumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final boolean missing;

    private ArgumentException(String message, boolean missing, @Nullable Throwable cause) {
        super(message, cause);
        this.missing = missing;
    }

    static ArgumentException missing(String label, Operation.Kind kind) {
        return new ArgumentException(label + " is needed for " + kind.operationName(), true, null);
    }

    static ArgumentException invalid(String label, IllegalArgumentException cause) {
        return new ArgumentException(label + ": " + cause.getMessage(), false, cause);
    }

    /** Whether something is not there, rather than wrong. */
    public boolean isMissing() {
        return missing;
    }
}
