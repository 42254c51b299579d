package io.github.kafkaconnect.webpubsub.common.transport;

import java.io.IOException;

/** The sender was closed before the exchange ended. */
public final class SenderClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    SenderClosedException() {
        super("the sender is closed");
    }
}
