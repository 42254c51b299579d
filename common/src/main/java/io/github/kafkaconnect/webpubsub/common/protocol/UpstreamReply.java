package io.github.kafkaconnect.webpubsub.common.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event handler answers to an event. A client sees the body of a 2xx to its own event as a message, and the status of a refused
 * connect; it never sees the body of a refusal, except over MQTT.
 *
 * @param status 200 to 599
 * @param contentType of the body; null only for an empty one. The service forwards {@code text/plain}, {@code application/json}, {@code
 *     application/octet-stream} and {@code application/x-protobuf}, to MQTT clients any
 * @param connectionState the opaque text that later events of the connection carry; null leaves it as it is, empty text clears it
 * @param properties of the message that the client sees
 * @param body not copied, must not be changed; at most 16 MiB
 */
public record UpstreamReply(
        int status,
        @Nullable String contentType,
        @Nullable String connectionState,
        MessageProperties properties,
        byte[] body) {
    /** Taken, and nothing to say. */
    public static final UpstreamReply NO_CONTENT = new UpstreamReply(204, null, null, Metadata.NONE, new byte[0]);

    private static final int BODY_MAX_BYTES = 16 * 1024 * 1024;
    private static final int STATE_MAX_CHARS = 16 * 1024;

    /** @throws IllegalArgumentException naming what HTTP or the service would not take, never a value of the text */
    public UpstreamReply {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("the status of an answer is 200 to 599, not " + status);
        }
        if (body.length > BODY_MAX_BYTES) {
            throw new IllegalArgumentException("an answer has at most 16 MiB, not " + body.length + " bytes");
        }
        if (contentType == null && body.length > 0) {
            throw new IllegalArgumentException("an answer with a body needs its content type");
        }
        if (contentType != null && !isHeaderValue(contentType)) {
            throw new IllegalArgumentException("the content type of an answer is not printable ASCII");
        }
        if (connectionState != null
                && (connectionState.length() > STATE_MAX_CHARS || !isHeaderValue(connectionState))) {
            throw new IllegalArgumentException("a connection state is printable ASCII of at most " + STATE_MAX_CHARS
                    + " characters; encode others");
        }
    }

    /** For clients of all kinds but MQTT. */
    public UpstreamReply(
            int status,
            @Nullable String contentType,
            @Nullable String connectionState,
            Metadata metadata,
            byte[] body) {
        this(status, contentType, connectionState, new MessageProperties(metadata, UserProperties.NONE), body);
    }

    /** Words with a status: a refusal, or a message to the client. */
    public static UpstreamReply text(int status, String words) {
        return new UpstreamReply(
                status, "text/plain; charset=utf-8", null, Metadata.NONE, words.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the service counts the event as handled. */
    public boolean isSuccess() {
        return status < 300;
    }

    public UpstreamReply withConnectionState(@Nullable String state) {
        return new UpstreamReply(status, contentType, state, properties, body);
    }

    public Metadata metadata() {
        return properties.metadata();
    }

    public Optional<String> findContentType() {
        return Optional.ofNullable(contentType);
    }

    public Optional<String> findConnectionState() {
        return Optional.ofNullable(connectionState);
    }

    private static boolean isHeaderValue(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return "UpstreamReply[status=" + status + ", bytes=" + body.length + "]";
    }
}
