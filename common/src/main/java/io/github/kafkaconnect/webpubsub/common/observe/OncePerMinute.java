package io.github.kafkaconnect.webpubsub.common.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps what may happen at any rate from flooding the log: of each kind one line a minute at most, which tells how many it stands for.
 * What begins anew after months has its line at once. Safe for many threads, without locks.
 */
public final class OncePerMinute {
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, Kind> kindByName = new ConcurrentHashMap<>();

    private static final class Kind {
        private final AtomicLong untold = new AtomicLong();
        private final AtomicLong dueNanos;

        Kind(long dueNanos) {
            this.dueNanos = new AtomicLong(dueNanos);
        }

        long told(long nowNanos) {
            untold.incrementAndGet();
            long due = dueNanos.get();
            return nowNanos - due >= 0 && dueNanos.compareAndSet(due, nowNanos + PAUSE_NANOS) ? untold.getAndSet(0) : 0;
        }
    }

    /**
     * It has happened again.
     *
     * @param kind one of a few: each is kept for ever
     * @param nowNanos monotonic, as {@link System#nanoTime}
     * @return 0 when no line is due; else how often it has happened since the line before, this time included
     */
    public long happened(String kind, long nowNanos) {
        return kindByName.computeIfAbsent(kind, name -> new Kind(nowNanos)).told(nowNanos);
    }
}
