package io.github.kafkaconnect.webpubsub.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.source.mapping.PresenceRecord.Change;
import io.github.kafkaconnect.webpubsub.source.mapping.PresenceRecord.Connection;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;

class PresenceOrderTest {
    private final PresenceOrder order = new PresenceOrder(2);

    @Test
    void whoIsGoneIsNotShownAgain() {
        assertThat(online("c1", "", "9")).isTrue();
        assertThat(offline("c1", "", "10")).isTrue();
        assertThat(online("c1", "", "9")).as("older, by number and not by text").isFalse();
        assertThat(online("c1", "", "10")).isFalse();
        assertThat(online("c1", "", "11")).as("newer").isTrue();
        assertThat(online("c2", "", "9")).as("somebody else").isTrue();
        assertThat(offline("c1", "", "10")).as("sent again").isTrue();
    }

    @Test
    void idsThatAreNoNumbersSayThatAConnectionHasEnded() {
        offline("c1", "", "b");
        assertThat(online("c1", "", "c")).isFalse();
    }

    @Test
    void aNewSessionOfAnMqttClientCountsItsEventsAnew() {
        offline("client", "s1", "10");
        assertThat(online("client", "s1", "2")).isFalse();
        assertThat(online("client", "s2", "2")).isTrue();
    }

    @Test
    void theLateEndOfAnOldSessionHidesNobody() {
        assertThat(online("client", "s1", "2")).isTrue();
        assertThat(online("client", "s2", "2")).isTrue();
        assertThat(offline("client", "s1", "10")).as("taken over").isFalse();
        assertThat(online("client", "s1", "2"))
                .as("over, though nothing was written")
                .isFalse();
        assertThat(offline("client", "s2", "7")).isTrue();
        assertThat(offline("client", "s2", "7")).as("sent again").isTrue();
        assertThat(offline("client", "s3", "7")).as("of which nothing is known").isTrue();
    }

    @Test
    void theNewestClientsAreRememberedWithTheirSession() {
        for (String client : new String[] {"c1", "c2", "c1", "c3"}) {
            online(client, "old", "1");
            online(client, "new", "1");
        }
        assertThat(offline("c1", "old", "2")).isFalse();
        assertThat(offline("c2", "old", "2")).as("forgotten").isTrue();
        assertThat(offline("c3", "old", "2")).isFalse();
    }

    @Test
    void onlyTheNewestAreRemembered() {
        offline("c1", "", "2");
        offline("c2", "", "2");
        offline("c1", "", "2");
        offline("c3", "", "2");
        assertThat(online("c1", "", "1")).isFalse();
        assertThat(online("c2", "", "1")).isTrue();
        assertThat(online("c3", "", "1")).isFalse();
    }

    @Test
    void noMemoryRemembersNothing() {
        PresenceOrder none = new PresenceOrder(0);
        none.admits(presence(Change.OFFLINE, "c1", "", "2"));
        assertThat(none.admits(presence(Change.ONLINE, "c1", "", "1"))).isTrue();
        none.admits(presence(Change.ONLINE, "client", "s2", "1"));
        assertThat(none.admits(presence(Change.OFFLINE, "client", "s1", "2"))).isTrue();
    }

    private boolean online(String id, String session, String eventId) {
        return order.admits(presence(Change.ONLINE, id, session, eventId));
    }

    private boolean offline(String id, String session, String eventId) {
        return order.admits(presence(Change.OFFLINE, id, session, eventId));
    }

    private static PresenceRecord presence(Change change, String id, String session, String eventId) {
        MappedRecord record = new MappedRecord("online", null, id, null, new ConnectHeaders(), 0);
        return new PresenceRecord(change, new Connection("chat", id, session), eventId, record);
    }
}
