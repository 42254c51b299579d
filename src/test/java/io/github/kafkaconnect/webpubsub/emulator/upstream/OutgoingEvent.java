package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An event that is about to be sent.
 *
 * @param id the {@code ce-id}
 */
@SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
record OutgoingEvent(
        EventKind kind,
        ClientContext client,
        String name,
        long id,
        String contentType,
        byte[] body,
        Map<String, String> metadata) {
    static OutgoingEvent system(EventKind kind, ClientContext client, long id, String json) {
        return new OutgoingEvent(
                kind,
                client,
                kind.systemName(),
                id,
                "application/json; charset=utf-8",
                json.getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    static OutgoingEvent user(ClientContext client, UserEvent event) {
        return new OutgoingEvent(
                EventKind.USER,
                client,
                event.name(),
                client.nextEventId(),
                event.contentType(),
                event.body(),
                event.metadata());
    }
}
