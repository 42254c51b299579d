package io.github.kafkaconnect.webpubsub.stack.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The browsers that listen for server-sent events, and the newest records, which a browser that comes later gets first.
 * Safe for use by several threads. A browser that does not read loses events beyond 10,000.
 */
final class Subscribers {

    private static final int QUEUE_MAX = 10_000;
    private static final int HISTORY_MAX = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<BlockingQueue<String>> queues = new HashSet<>();
    private final Deque<String> history = new ArrayDeque<>();

    /** Starts with the history. */
    synchronized BlockingQueue<String> subscribe() {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>(QUEUE_MAX);
        queue.addAll(history);
        queues.add(queue);
        return queue;
    }

    synchronized void unsubscribe(BlockingQueue<String> queue) {
        queues.remove(queue);
    }

    /** A record that was read in the topic. */
    synchronized void publishRecord(Map<String, ?> record) {
        String event = event("record", record);
        history.addLast(event);
        if (history.size() > HISTORY_MAX) {
            history.removeFirst();
        }
        queues.forEach(queue -> queue.offer(event));
    }

    synchronized void publishCounters(Map<String, ?> counters) {
        String event = event("counters", counters);
        queues.forEach(queue -> queue.offer(event));
    }

    private static String event(String name, Map<String, ?> data) {
        try {
            return "event: " + name + "\ndata: " + JSON.writeValueAsString(data) + "\n\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
