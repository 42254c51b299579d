package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was sent to handlers so far; any thread may read, figures of one moment need not fit together. */
public final class EventCounters {
    /**
     * Figures of one kind of event.
     *
     * @param sent events that a handler wanted; each counts once, retries or not
     * @param succeeded events whose last answer was 2xx
     * @param failed events that ended otherwise
     * @param retried requests beyond the first of their event
     */
    public record Counts(long sent, long succeeded, long failed, long retried) {}

    private final Map<EventKind, Adders> byKind = new EnumMap<>(EventKind.class);
    private final LongAdder handshakesSent = new LongAdder();
    private final LongAdder handshakesAllowed = new LongAdder();
    private final LongAdder handshakesRefused = new LongAdder();

    EventCounters() {
        for (EventKind kind : EventKind.values()) {
            byKind.put(kind, new Adders());
        }
    }

    /** The figures of one kind. */
    public Counts of(EventKind kind) {
        Adders adders = adders(kind);
        return new Counts(adders.sent.sum(), adders.succeeded.sum(), adders.failed.sum(), adders.retried.sum());
    }

    /** Handshakes asked, OPTIONS and GET apart. */
    public long handshakesSent() {
        return handshakesSent.sum();
    }

    /** Handshakes that ended with a yes. */
    public long handshakesAllowed() {
        return handshakesAllowed.sum();
    }

    /** Handshakes that ended with a no, or not at all. */
    public long handshakesRefused() {
        return handshakesRefused.sum();
    }

    void started(EventKind kind) {
        adders(kind).sent.increment();
    }

    void ended(EventKind kind, boolean succeeded, int attempts) {
        Adders adders = adders(kind);
        (succeeded ? adders.succeeded : adders.failed).increment();
        adders.retried.add(Math.max(0, attempts - 1));
    }

    void handshakeSent() {
        handshakesSent.increment();
    }

    void handshakeEnded(boolean allowed) {
        (allowed ? handshakesAllowed : handshakesRefused).increment();
    }

    private Adders adders(EventKind kind) {
        Adders adders = byKind.get(kind);
        if (adders == null) {
            throw new IllegalArgumentException("unknown kind " + kind);
        }
        return adders;
    }

    private static final class Adders {
        private final LongAdder sent = new LongAdder();
        private final LongAdder succeeded = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder retried = new LongAdder();
    }
}
