package io.github.kafkaconnect.webpubsub.source.mapping;

import io.github.kafkaconnect.webpubsub.source.mapping.PresenceRecord.Connection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sees which records of presence come too late: a connected event after the disconnected of the same connection would show for ever
 * somebody who is gone, and the end of an MQTT client's old session, after it began a new one under the same connection id, would hide
 * somebody who is there. The service does not wait for the answer to the one before it sends the other. Bounded, the newest stay; knows
 * nothing of what was before the task's start. For one thread: the one that hands records to Connect, whose order is Kafka's.
 */
public final class PresenceOrder {
    private final Map<Connection, String> eventIdByEnded;
    private final Map<Connection, String> sessionByShown;

    /** @param max ends to remember, and as many MQTT clients that are online */
    public PresenceOrder(int max) {
        this.eventIdByEnded = newest(max);
        this.sessionByShown = newest(max);
    }

    /** Whether the record is to be written; remembers what it says. */
    public boolean admits(PresenceRecord presence) {
        Connection connection = presence.connection();
        return switch (presence.change()) {
            case ONLINE -> begins(connection, presence.eventId());
            case OFFLINE -> ends(connection, presence.eventId());
        };
    }

    private boolean begins(Connection connection, String eventId) {
        String end = eventIdByEnded.get(connection);
        if (end != null && !isNewer(eventId, end)) {
            return false;
        }
        if (connection.hasSession()) {
            putNewest(sessionByShown, connection.anySession(), connection.session());
        }
        return true;
    }

    private boolean ends(Connection connection, String eventId) {
        putNewest(eventIdByEnded, connection, eventId);
        String shown = sessionByShown.get(connection.anySession());
        if (shown != null && !shown.equals(connection.session())) {
            return false;
        }
        sessionByShown.remove(connection.anySession());
        return true;
    }

    /** Event ids of a connection are numbers that rise. Of others nothing is known, and a connection ends but once. */
    private static boolean isNewer(String eventId, String than) {
        try {
            return Long.parseLong(eventId) > Long.parseLong(than);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void putNewest(Map<Connection, String> map, Connection key, String value) {
        map.remove(key);
        map.put(key, value);
    }

    private static Map<Connection, String> newest(int max) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Connection, String> eldest) {
                return size() > max;
            }
        };
    }
}
