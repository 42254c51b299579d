package io.github.kafkaconnect.webpubsub.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** A steady rate: each step has its own moment, so that a late step does not delay those after it. */
final class Ticks {

    private Ticks() {}

    /** Does the steps 0 to count-1 on the calling thread. */
    static void atRate(int perSecond, int count, IntConsumer step) {
        long start = System.nanoTime();
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int number = 0; number < count; number++) {
            long due = start + number * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            step.accept(number);
        }
    }
}
