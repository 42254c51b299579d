package io.github.kafkaconnect.webpubsub.source.mapping;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;

/**
 * A record of the presence topic, with what is needed to see that it comes too late.
 *
 * @param eventId of the event that brought it
 */
public record PresenceRecord(Change change, Connection connection, String eventId, MappedRecord record) {

    /** What happened to a connection. */
    public enum Change {
        ONLINE,
        OFFLINE
    }

    /**
     * A connection's life from its connected to its disconnected event.
     *
     * @param session told apart for MQTT clients, whose connection id is the client id that they come back with; else empty
     */
    record Connection(String hub, String id, String session) {
        static Connection of(String hub, UpstreamEvent event) {
            return new Connection(
                    hub, event.connectionId(), event.attribute("sessionid").orElse(""));
        }

        boolean hasSession() {
            return !session.isEmpty();
        }

        /** The same for all sessions that a client has one after the other: what the presence topic shows one of. */
        Connection anySession() {
            return hasSession() ? new Connection(hub, id, "") : this;
        }
    }
}
