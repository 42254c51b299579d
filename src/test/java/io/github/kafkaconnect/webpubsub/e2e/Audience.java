package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Live WebSocket clients, one in each of some groups, that remember what they received. */
final class Audience implements AutoCloseable {

    private final Map<String, LiveClient> clientsByGroup = new LinkedHashMap<>();

    private Audience() {}

    /** Connects one client per group. */
    static Audience inGroups(Emulator emulator, String hub, Collection<String> groups) {
        Audience audience = new Audience();
        HttpClient http = HttpClient.newHttpClient();
        ClientUrl url = ClientUrl.of(emulator, hub);
        groups.forEach(group -> audience.clientsByGroup.put(group, LiveClient.connect(http, url.inGroup(group))));
        return audience;
    }

    /** What each group's client received so far, in order of arrival. */
    Map<String, List<String>> received() {
        Map<String, List<String>> received = new LinkedHashMap<>();
        clientsByGroup.forEach((group, client) -> received.put(group, client.texts()));
        return received;
    }

    /** The messages that came before that moment of {@code System.nanoTime()}. */
    Set<String> arrivedBefore(long nanos) {
        return clientsByGroup.values().stream()
                .flatMap(client -> client.arrivals().stream())
                .filter(arrival -> arrival.nanos() - nanos < 0)
                .map(LiveClient.Arrival::text)
                .collect(Collectors.toSet());
    }

    /** The messages that came more than once. */
    Set<String> copied() {
        Set<String> seen = new HashSet<>();
        return clientsByGroup.values().stream()
                .flatMap(client -> client.texts().stream())
                .filter(text -> !seen.add(text))
                .collect(Collectors.toSet());
    }

    /** Messages received so far, copies not counted. */
    int distinct() {
        return clientsByGroup.values().stream().mapToInt(LiveClient::distinct).sum();
    }

    /** Waits for that many messages, copies not counted; returns what is there when the time is up. */
    Audience await(int messages, Duration limit) {
        try {
            Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(limit).until(() -> distinct() >= messages);
        } catch (ConditionTimeoutException late) {
            // The caller's comparison says what is missing, which a time-out does not.
        }
        return this;
    }

    @Override
    public void close() {
        clientsByGroup.values().forEach(LiveClient::close);
    }
}
