package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.client.ClientCounters;
import io.github.kafkaconnect.webpubsub.emulator.http.Statuses;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counters since the start, all monotone but {@code connections}.
 *
 * @param requestsByStatus answered HTTP requests; 0 counts sockets that were reset instead
 * @param connections connections known now, over all hubs
 */
public record Stats(
        SortedMap<Integer, Long> requestsByStatus,
        int connections,
        long connected,
        long messagesDelivered,
        long messagesExpired,
        long slowClients,
        long eventsSent,
        long eventsAnswered,
        long eventsFailed) {
    static Stats of(Statuses statuses, ClientCounters counters, int connections) {
        SortedMap<Integer, Long> requestsByStatus = new TreeMap<>();
        statuses.counts().forEach((status, count) -> requestsByStatus.put(status, count.sum()));
        return new Stats(
                requestsByStatus,
                connections,
                counters.connected().sum(),
                counters.messagesDelivered().sum(),
                counters.messagesExpired().sum(),
                counters.slowClients().sum(),
                counters.eventsSent().sum(),
                counters.eventsAnswered().sum(),
                counters.eventsFailed().sum());
    }
}
