package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import org.jspecify.annotations.Nullable;

/** How one kind of client speaks. */
interface Dialect {
    /** The first frame of a connection, and of a recovered one; null for none. */
    @Nullable
    Frame greeting(@Nullable String reconnectionToken);

    /** The last frame before the service closes; null for none. */
    @Nullable
    Frame farewell(String reason);

    Frame frame(Message message);

    /** Acts on a frame of the client. */
    void handle(Frame frame);
}
