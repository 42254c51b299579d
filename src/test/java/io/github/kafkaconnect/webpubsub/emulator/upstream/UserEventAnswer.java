package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.util.Map;

/** The end of a user event. */
public sealed interface UserEventAnswer {
    /**
     * The handler has a message for the client that sent the event.
     *
     * @param contentType {@code text/plain}, {@code application/json}, {@code application/octet-stream} or
     *     {@code application/x-protobuf}, without parameters
     * @param metadata by lower-case key, without the {@code x-webpubsub-metadata-} prefix; when it is not empty the
     *     body may be
     */
    @SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
    record Reply(String contentType, byte[] body, Map<String, String> metadata) implements UserEventAnswer {}

    /** The handler took the event and has nothing to say. */
    record Empty() implements UserEventAnswer {}

    /** No handler of the hub wants this event. */
    record NoHandler() implements UserEventAnswer {}

    /**
     * The handler refused the event, failed, or could not be reached.
     *
     * @param reason for the log, not for the client
     */
    record Failed(String reason) implements UserEventAnswer {}
}
