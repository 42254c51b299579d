package io.github.kafkaconnect.webpubsub.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Live clients of the JSON subprotocol that send events; each is a user of its own, and asks for an acknowledgement of
 * each event.
 */
final class Speakers implements AutoCloseable {

    static final String EVENT = "order";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GREETING_LIMIT = Duration.ofSeconds(20);

    private final Map<String, LiveClient> clientsByUser = new LinkedHashMap<>();

    private Speakers() {}

    /** Connects that many users, which their hub's handler must let in. */
    static Speakers connect(Emulator emulator, String hub, int users) {
        Speakers speakers = new Speakers();
        HttpClient http = HttpClient.newHttpClient();
        ClientUrl url = ClientUrl.of(emulator, hub);
        for (int i = 0; i < users; i++) {
            String user = "user-" + i;
            speakers.clientsByUser.put(user, LiveClient.connect(http, url.ofUser(user), "json.webpubsub.azure.v1"));
        }
        Awaitility.await().atMost(GREETING_LIMIT).until(() -> speakers.clientsByUser.values().stream()
                .allMatch(client -> client.count() > 0));
        return speakers;
    }

    /** The n-th event of a user. */
    static String text(String user, int number) {
        return number + " from " + user + " – größer als \"漢字\" 🎈";
    }

    /** What each user's first so many events say, in order. */
    Map<String, List<String>> expected(int perUser) {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        clientsByUser
                .keySet()
                .forEach(user -> expected.put(
                        user,
                        IntStream.range(0, perUser)
                                .mapToObj(number -> text(user, number))
                                .toList()));
        return expected;
    }

    /** Every user says the events with these numbers, taking turns. */
    void say(int from, int to) {
        for (int number = from; number < to; number++) {
            for (Map.Entry<String, LiveClient> client : clientsByUser.entrySet()) {
                client.getValue().send(event(text(client.getKey(), number), number + 1));
            }
        }
    }

    /** Every user says this. */
    void sayTheSame(String text, int ackId) {
        clientsByUser.values().forEach(client -> client.send(event(text, ackId)));
    }

    private static String event(String data, int ackId) {
        return JSON.createObjectNode()
                .put("type", "event")
                .put("event", EVENT)
                .put("dataType", "text")
                .put("data", data)
                .put("ackId", ackId)
                .toString();
    }

    /** The connection id of each user. */
    Map<String, String> connectionIdsByUser() {
        Map<String, String> ids = new LinkedHashMap<>();
        clientsByUser.forEach((user, client) ->
                ids.put(user, parse(client.texts().get(0)).path("connectionId").asText()));
        return ids;
    }

    /** Waits until that many events are acknowledged, with success or not. */
    Speakers awaitAnswers(int events, Duration limit) {
        try {
            Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(limit).until(() -> answers() >= events);
        } catch (ConditionTimeoutException late) {
            // The caller's comparison says what is missing, which a time-out does not.
        }
        return this;
    }

    /** Events acknowledged so far; all that a client receives besides is its greeting. */
    int answers() {
        return clientsByUser.values().stream()
                .mapToInt(client -> client.count() - 1)
                .sum();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Override
    public void close() {
        clientsByUser.values().forEach(LiveClient::close);
    }
}
