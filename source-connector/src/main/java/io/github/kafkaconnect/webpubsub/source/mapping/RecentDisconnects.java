package io.github.kafkaconnect.webpubsub.source.mapping;

import io.github.kafkaconnect.webpubsub.source.mapping.PresenceRecord.Connection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the newest disconnects, so that a connected event which comes later than the disconnected of the same connection does not
 * show for ever somebody who is gone. The service does not wait for the answer to the one before it sends the other. Bounded; knows
 * nothing of what was before the task's start. For one thread: the one that hands records to Connect, whose order is Kafka's.
 */
public final class RecentDisconnects {
    private final Map<Connection, String> eventIdByConnection;

    public RecentDisconnects(int max) {
        this.eventIdByConnection = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Connection, String> eldest) {
                return size() > max;
            }
        };
    }

    /** Whether the record is to be written; remembers it if it is a disconnect. */
    public boolean admits(PresenceRecord presence) {
        return switch (presence.change()) {
            case ONLINE -> {
                String disconnect = eventIdByConnection.get(presence.connection());
                yield disconnect == null || isNewer(presence.eventId(), disconnect);
            }
            case OFFLINE -> {
                eventIdByConnection.remove(presence.connection());
                eventIdByConnection.put(presence.connection(), presence.eventId());
                yield true;
            }
        };
    }

    /** Event ids of a connection are numbers that rise. Of others nothing is known, and a connection ends but once. */
    private static boolean isNewer(String eventId, String than) {
        try {
            return Long.parseLong(eventId) > Long.parseLong(than);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
