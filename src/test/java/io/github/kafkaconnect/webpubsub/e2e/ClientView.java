package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.emulator.upstream.EventRecording.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What clients saw of their events, compared with what is in Kafka.
 *
 * @param answered events answered 2xx
 * @param repeated those of them that the service had to send again
 * @param refused events that ended with another status
 * @param broken events that ended without a status
 * @param unansweredButWritten of the refused and broken, those that are in Kafka all the same
 * @param lost answered 2xx, yet not in Kafka
 * @param disorders answered 2xx, yet in Kafka behind a later one of their connection
 * @param needlessCopies in Kafka more often than the service sent them
 * @param copies records beyond the first of their event
 */
record ClientView(
        int answered,
        int repeated,
        int refused,
        int broken,
        int unansweredButWritten,
        List<EventRecord.Id> lost,
        List<EventRecord.Id> disorders,
        List<EventRecord.Id> needlessCopies,
        int copies) {

    ClientView {
        lost = List.copyOf(lost);
        disorders = List.copyOf(disorders);
        needlessCopies = List.copyOf(needlessCopies);
    }

    /** @param events in the order of their partitions; those of one connection share a partition */
    static ClientView of(List<Exchange> exchanges, List<EventRecord> events) {
        Map<EventRecord.Id, Integer> writings = new HashMap<>();
        events.forEach(event -> writings.merge(event.id(), 1, Integer::sum));
        Map<EventRecord.Id, Exchange> byId = new HashMap<>();
        exchanges.forEach(exchange -> byId.put(idOf(exchange), exchange));
        List<EventRecord.Id> lost = new ArrayList<>();
        List<EventRecord.Id> needless = new ArrayList<>();
        byId.forEach((id, exchange) -> {
            int count = writings.getOrDefault(id, 0);
            if (count == 0 && exchange.succeeded()) {
                lost.add(id);
            }
            if (count > exchange.attempts()) {
                needless.add(id);
            }
        });
        List<Exchange> failed =
                exchanges.stream().filter(one -> !one.succeeded()).toList();
        return new ClientView(
                exchanges.size() - failed.size(),
                (int) exchanges.stream()
                        .filter(one -> one.succeeded() && one.attempts() > 1)
                        .count(),
                (int) failed.stream().filter(one -> one.status() > 0).count(),
                (int) failed.stream().filter(one -> one.status() == 0).count(),
                (int) failed.stream()
                        .filter(one -> writings.containsKey(idOf(one)))
                        .count(),
                lost,
                disorders(byId, events),
                needless,
                events.size() - writings.size());
    }

    /** Judged by first copies, for a late copy of what was written before is no disorder. */
    private static List<EventRecord.Id> disorders(Map<EventRecord.Id, Exchange> byId, List<EventRecord> events) {
        List<EventRecord.Id> disorders = new ArrayList<>();
        Map<String, Long> newest = new HashMap<>();
        Set<EventRecord.Id> seen = new HashSet<>();
        for (EventRecord event : events) {
            Exchange exchange = byId.get(event.id());
            if (seen.add(event.id()) && exchange != null && exchange.succeeded()) {
                long number = Long.parseLong(event.id().id());
                long before = newest.merge(event.id().connectionId(), number, Math::max);
                if (number < before) {
                    disorders.add(event.id());
                }
            }
        }
        return disorders;
    }

    private static EventRecord.Id idOf(Exchange exchange) {
        return new EventRecord.Id(exchange.connectionId(), exchange.ceId());
    }

    /** One line for a report. */
    String line() {
        return answered + " answered 2xx (" + repeated + " after repetition), " + refused + " refused, " + broken
                + " broken off; " + unansweredButWritten + " of those are in Kafka all the same; " + copies
                + " copies; "
                + lost.size() + " lost";
    }
}
