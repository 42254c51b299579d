package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last events that ended, with how they ended; so a test can tell exactly which events were answered 2xx. Safe for
 * use by any thread.
 */
public final class EventRecording {
    /**
     * One event, all its attempts together.
     *
     * @param ceId counts per connection; (connectionId, ceId) is the identity
     * @param type {@code ce-type}
     * @param status of the last answer, 0 when none came
     * @param attempts requests sent, 0 when the handshake never succeeded
     * @param failure why it failed, empty for 2xx
     */
    public record Exchange(
            String hub,
            String connectionId,
            String ceId,
            String type,
            int status,
            int attempts,
            String failure,
            Instant started,
            Instant ended) {
        public boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    private final int limit;
    private final Deque<Exchange> exchanges = new ArrayDeque<>();
    private long forgotten;

    EventRecording(int limit) {
        this.limit = limit;
    }

    synchronized void add(Exchange exchange) {
        if (exchanges.size() == limit) {
            exchanges.remove();
            forgotten++;
        }
        exchanges.add(exchange);
    }

    /** What is remembered, in the order it ended. */
    public synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** How many were dropped because there were too many; a test that needs all of them checks for 0. */
    public synchronized long forgotten() {
        return forgotten;
    }

    /** Starts anew. */
    public synchronized void clear() {
        exchanges.clear();
        forgotten = 0;
    }
}
