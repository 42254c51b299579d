package io.github.kafkaconnect.webpubsub.source.handoff;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * What two deliveries of one event have in common: the service repeats a failed event with the same id. Time, physical connection
 * and body are part of it because an MQTT client keeps its connection id over several connections, each of which counts anew.
 */
public record EventKey(
        String hub, String connectionId, String physicalConnectionId, String type, String id, String time, long body) {

    public static EventKey of(UpstreamEvent event) {
        CRC32C checksum = new CRC32C();
        checksum.update(event.data());
        return new EventKey(
                event.hub().toLowerCase(Locale.ROOT),
                event.connectionId(),
                event.attribute("physicalconnectionid").orElse(""),
                event.type(),
                event.id(),
                event.attribute("time").orElse(""),
                (checksum.getValue() << 32) + event.data().length);
    }
}
