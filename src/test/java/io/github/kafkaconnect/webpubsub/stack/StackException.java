package io.github.kafkaconnect.webpubsub.stack;

/** A part of the local stack cannot start, has died or does not answer; the message is written for the person who started it. */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
