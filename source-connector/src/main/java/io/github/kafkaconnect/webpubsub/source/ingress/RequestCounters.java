package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What the door did about requests on the way to one task, apart from events that were taken. What tells no task of a path is counted by
 * all of them: handshakes, and refused requests without a hub that is served. Safe for many threads, without locks.
 */
public final class RequestCounters {
    private final Map<Refusal.Kind, LongAdder> refused = new EnumMap<>(Refusal.Kind.class);
    private final LongAdder shaken = new LongAdder();
    private final LongAdder notShaken = new LongAdder();
    private final LongSupplier nanoTime;
    private volatile long lastHandshakeNanos;

    /** @param nanoTime monotonic, as {@link System#nanoTime} */
    public RequestCounters(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (Refusal.Kind kind : Refusal.Kind.values()) {
            refused.put(kind, new LongAdder());
        }
    }

    void countRefused(Refusal refusal) {
        adder(refusal.kind()).increment();
    }

    /** The service asked whether events may be sent, and heard that they may. */
    void countHandshake() {
        // The time first: who reads a number above 0 finds a time.
        lastHandshakeNanos = nanoTime.getAsLong();
        shaken.increment();
    }

    /** Somebody asked, and was refused. */
    void countFailedHandshake() {
        notShaken.increment();
    }

    public long refused(Refusal.Kind kind) {
        return adder(kind).sum();
    }

    public long refused() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    public long handshakes() {
        return shaken.sum();
    }

    public long failedHandshakes() {
        return notShaken.sum();
    }

    /** Milliseconds since the last that succeeded; -1 before the first. */
    public long lastHandshakeAgeMs() {
        return handshakes() == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - lastHandshakeNanos);
    }

    private LongAdder adder(Refusal.Kind kind) {
        LongAdder counter = refused.get(kind);
        if (counter == null) {
            throw new IllegalStateException(kind + " is not counted");
        }
        return counter;
    }
}
