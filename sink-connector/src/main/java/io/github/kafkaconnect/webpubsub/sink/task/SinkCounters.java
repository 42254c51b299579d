package io.github.kafkaconnect.webpubsub.sink.task;

import java.util.concurrent.atomic.AtomicLong;

/** What a task has done since it started. Written by the task thread, read by any. */
final class SinkCounters {
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong errant = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    void delivered(int attempts) {
        delivered.lazySet(delivered.getPlain() + 1);
        retries.lazySet(retries.getPlain() + attempts - 1);
    }

    void rejected() {
        rejected.lazySet(rejected.getPlain() + 1);
    }

    void errant() {
        errant.lazySet(errant.getPlain() + 1);
    }

    void skipped() {
        skipped.lazySet(skipped.getPlain() + 1);
    }

    @Override
    public String toString() {
        return "delivered=" + delivered + " retries=" + retries + " rejected=" + rejected + " errant=" + errant
                + " skipped=" + skipped;
    }
}
