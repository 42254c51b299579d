package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * What two deliveries of one event have in common: the service repeats a failed event with the same id. Connection, session and body are
 * part of it because an MQTT client keeps its connection id over several connections, each of which counts anew, and a Socket.IO
 * connection carries several sockets.
 *
 * @param socket namespace and id, empty outside Socket.IO
 * @param body checksum and length
 */
public record EventKey(
        String hub,
        String connectionId,
        String physicalConnection,
        String session,
        String socket,
        String type,
        String id,
        long body) {
    private static final String CONNECT = "azure.webpubsub.sys.connect";

    public static EventKey of(UpstreamEvent event) {
        CRC32C checksum = new CRC32C();
        checksum.update(event.data());
        return new EventKey(
                event.hub().toLowerCase(Locale.ROOT),
                event.connectionId(),
                event.attribute("physicalconnectionid").orElse(""),
                event.attribute("sessionid").orElse(""),
                event.attribute("socketid")
                        .map(id -> event.attribute("namespace").orElse("") + "\n" + id)
                        .orElse(""),
                event.type(),
                event.id(),
                (checksum.getValue() << 32) + event.data().length);
    }

    /** Written out, for tables are asked several times for each event: eight fields hashed by what records have cost more than the rest. */
    @Override
    public int hashCode() {
        return 31 * (31 * connectionId.hashCode() + id.hashCode()) + Long.hashCode(body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKey key
                && body == key.body
                && id.equals(key.id)
                && connectionId.equals(key.connectionId)
                && type.equals(key.type)
                && physicalConnection.equals(key.physicalConnection)
                && session.equals(key.session)
                && socket.equals(key.socket)
                && hub.equals(key.hub);
    }

    boolean isConnect() {
        return type.equalsIgnoreCase(CONNECT);
    }
}
