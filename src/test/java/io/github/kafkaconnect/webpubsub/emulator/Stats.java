package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.client.ClientCounters;
import io.github.kafkaconnect.webpubsub.emulator.http.Statuses;
import io.github.kafkaconnect.webpubsub.emulator.upstream.EventCounters;
import io.github.kafkaconnect.webpubsub.emulator.upstream.EventKind;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Counters since the start, all monotone but {@code connections}.
 *
 * @param requestsByStatus answered HTTP requests; 0 counts sockets that were reset instead
 * @param eventsSent upstream events of all kinds that a handler wanted
 * @param eventsAnswered those that ended with 2xx
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
        long eventsFailed,
        long handshakesSent,
        long handshakesRefused) {
    static Stats of(Statuses statuses, ClientCounters counters, EventCounters events, int connections) {
        SortedMap<Integer, Long> requestsByStatus = new TreeMap<>();
        statuses.counts().forEach((status, count) -> requestsByStatus.put(status, count.sum()));
        return new Stats(
                requestsByStatus,
                connections,
                counters.connected().sum(),
                counters.messagesDelivered().sum(),
                counters.messagesExpired().sum(),
                counters.slowClients().sum(),
                sum(events, EventCounters.Counts::sent),
                sum(events, EventCounters.Counts::succeeded),
                sum(events, EventCounters.Counts::failed),
                events.handshakesSent(),
                events.handshakesRefused());
    }

    private static long sum(EventCounters events, ToLongFunction<EventCounters.Counts> figure) {
        return Arrays.stream(EventKind.values())
                .mapToLong(kind -> figure.applyAsLong(events.of(kind)))
                .sum();
    }
}
