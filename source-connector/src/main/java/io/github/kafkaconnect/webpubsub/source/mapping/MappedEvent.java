package io.github.kafkaconnect.webpubsub.source.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What one event becomes in Kafka.
 *
 * @param presence what it says of who is online, or null
 */
public record MappedEvent(MappedRecord event, @Nullable PresenceRecord presence) {
    /** How many records must be acknowledged before the event is answered. */
    public int records() {
        return presence == null ? 1 : 2;
    }

    public int bytes() {
        return event.bytes() + (presence == null ? 0 : presence.record().bytes());
    }
}
