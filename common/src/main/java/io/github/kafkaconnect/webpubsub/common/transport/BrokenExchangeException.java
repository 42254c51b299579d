package io.github.kafkaconnect.webpubsub.common.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The connection ended before the answer was complete. The request may or may not have been taken. */
public final class BrokenExchangeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Stage stage;

    BrokenExchangeException(Stage stage, @Nullable Throwable cause) {
        super(stage.text, cause);
        this.stage = stage;
    }

    public Stage stage() {
        return stage;
    }

    /** How far the exchange had come. */
    public enum Stage {
        /** A kept-alive connection that had served before was closed without one byte of an answer: most likely the request crossed the close. */
        STALE("a kept-alive connection was closed by the peer before any byte of the answer"),
        /** A new connection was closed without one byte of an answer. */
        UNANSWERED("the connection was closed by the peer before any byte of the answer"),
        /** The answer had begun. */
        HALF_ANSWERED("the connection was closed by the peer in the middle of the answer");

        private final String text;

        Stage(String text) {
            this.text = text;
        }
    }
}
