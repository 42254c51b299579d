package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * What two deliveries of one event have in common: the service repeats a failed event with the same id. Connection, session and body are
 * part of it because an MQTT client keeps its connection id over several connections, each of which counts anew, and a Socket.IO
 * connection carries several sockets.
 *
 * @param text hub, connection, physical connection, session, namespace, socket, id and type, a line each. One text, for thousands of keys are
 *     kept, and every object of theirs is copied by the next collections of the young heap
 * @param body checksum and length
 */
public record EventKey(String text, long body, boolean isConnect) {
    public static EventKey of(UpstreamEvent event) {
        CRC32C checksum = new CRC32C();
        checksum.update(event.data());
        Map<String, String> attributes = event.attributes();
        // The type comes last: it alone is decoded and might hold the end of a line.
        String text = event.hub().toLowerCase(Locale.ROOT)
                + '\n'
                + event.connectionId()
                + '\n'
                + attributes.getOrDefault("physicalconnectionid", "")
                + '\n'
                + attributes.getOrDefault("sessionid", "")
                + '\n'
                + attributes.getOrDefault("namespace", "")
                + '\n'
                + attributes.getOrDefault("socketid", "")
                + '\n'
                + event.id()
                + '\n'
                + event.type();
        return new EventKey(
                text, (checksum.getValue() << 32) + event.data().length, event.kind() == UpstreamEvent.Kind.CONNECT);
    }

    /** Written out, for tables are asked several times for each event: what records have by themselves goes through method handles. */
    @Override
    public int hashCode() {
        return 31 * text.hashCode() + Long.hashCode(body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKey key && body == key.body && text.equals(key.text);
    }
}
