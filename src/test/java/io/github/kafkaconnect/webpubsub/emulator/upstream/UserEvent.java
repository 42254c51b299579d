package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.util.Map;

/**
 * An event of a client.
 *
 * @param name event name without prefix: {@code message} for a frame of a simple client
 * @param contentType media type of the body, as the handler will see it
 * @param body the payload alone; owned by the event, not changed after this call
 * @param metadata metadata of the message by lower-case key, without the {@code x-webpubsub-metadata-} prefix
 */
@SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
public record UserEvent(String name, String contentType, byte[] body, Map<String, String> metadata) {}
