package io.github.kafkaconnect.webpubsub.emulator.service;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to clients.
 *
 * <p>Many receivers share one instance, so its rendered frame is kept; loop-confined, hence not synchronised.
 */
public final class Message {
    private final @Nullable String group;
    private final @Nullable String fromUserId;
    private final DataType dataType;
    private final byte[] data;
    private final Map<String, String> metadata;
    private final long deadlineNanos;
    private byte @Nullable [] rendered;

    /** What a message carries besides its data; a deadline of 0 means none, else it is a {@code nanoTime}. */
    public record Envelope(
            @Nullable String group, @Nullable String fromUserId, Map<String, String> metadata, long deadlineNanos) {
        /** From the server to clients, without time limit. */
        public static Envelope fromServer(Map<String, String> metadata) {
            return new Envelope(null, null, metadata, 0);
        }
    }

    public Message(Envelope envelope, DataType dataType, byte[] data) {
        this.group = envelope.group();
        this.fromUserId = envelope.fromUserId();
        this.metadata = envelope.metadata();
        this.deadlineNanos = envelope.deadlineNanos();
        this.dataType = dataType;
        this.data = data;
    }

    /** The group it was sent to; null when it is a message from the server. */
    public @Nullable String group() {
        return group;
    }

    /** The user whose connection sent it; null when REST or an anonymous client did. */
    public @Nullable String fromUserId() {
        return fromUserId;
    }

    public DataType dataType() {
        return dataType;
    }

    public byte[] data() {
        return data;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    /** True when its time to live has passed. */
    public boolean expired(long nowNanos) {
        return deadlineNanos != 0 && nowNanos - deadlineNanos > 0;
    }

    /** The frame of this message, rendered once for all receivers of the same kind. */
    public byte[] rendered(Function<Message, byte[]> renderer) {
        byte[] frame = rendered;
        if (frame == null) {
            frame = renderer.apply(this);
            rendered = frame;
        }
        return frame;
    }
}
