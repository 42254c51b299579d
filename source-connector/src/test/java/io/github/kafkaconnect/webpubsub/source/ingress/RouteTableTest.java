package io.github.kafkaconnect.webpubsub.source.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final RouteTable table = table(
            Routes.route("a", 0, "/events", "chat"),
            Routes.route("a", 1, "/events/", "chat"),
            Routes.route("a", 2, "/events", "chat"),
            Routes.route("b", 0, "/events/deep", "Other"));

    @Test
    void findsTheLongestConfiguredPath() {
        assertThat(table.match("/events")).contains("/events");
        assertThat(table.match("/events/chat/message")).contains("/events");
        assertThat(table.match("/events/deep/x")).contains("/events/deep");
        assertThat(table.match("/eventsdeep")).isEmpty();
        assertThat(table.match("/")).isEmpty();
        assertThat(table.match("")).isEmpty();
        assertThat(table(Routes.route("a", 0, "/", "chat")).match("/any/thing")).contains("/");
    }

    @Test
    void findsTheHubInAnyCase() {
        assertThat(table.find("/events/deep", new Hub("OTHER"), "c")).isPresent();
        assertThat(table.find("/events/deep", new Hub("chat"), "c")).isEmpty();
    }

    @Test
    void spreadsConnectionsOverTasksAndKeepsEachWithItsTask() {
        int[] counts = new int[3];
        RouteTable smaller = table(table.active().get(0), table.active().get(1));
        for (int i = 0; i < 3_000; i++) {
            String connection = "con-" + i;
            int task = task(table, connection);
            assertThat(task(table, connection)).isEqualTo(task);
            counts[task]++;
            if (task != 2) {
                // When task 2 leaves, only its connections move.
                assertThat(task(smaller, connection)).isEqualTo(task);
            }
        }
        assertThat(IntStream.of(counts)).allMatch(count -> count > 800);
    }

    private static RouteTable table(Route... routes) {
        RouteTable table = RouteTable.EMPTY;
        for (Route route : routes) {
            table = table.with(route);
        }
        return table;
    }

    private static int task(RouteTable table, String connection) {
        return table.find("/events", new Hub("chat"), connection).orElseThrow().task();
    }
}
