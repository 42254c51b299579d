package io.github.kafkaconnect.webpubsub.emulator.filter;

/** A filter that cannot be read, or whose operands have the wrong type; the REST API answers it with 400. */
public final class FilterException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message says what is wrong and where, fit for an error body */
    public FilterException(String message) {
        super(message);
    }
}
