package io.github.kafkaconnect.webpubsub.common.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OncePerMinuteTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Near the end of its numbers, where a clock of the machine may stand. */
    private static final long START = Long.MAX_VALUE - 30 * SECOND;

    private final OncePerMinute pace = new OncePerMinute();

    @Test
    void theFirstIsToldAtOnceAndTheOthersByTheMinute() {
        assertThat(pace.happened("a", START)).isEqualTo(1);
        for (int second = 1; second < 60; second++) {
            assertThat(pace.happened("a", START + second * SECOND)).isZero();
        }
        assertThat(pace.happened("a", START + 60 * SECOND)).isEqualTo(60);
        assertThat(pace.happened("a", START + 119 * SECOND)).isZero();
        assertThat(pace.happened("a", START + 121 * SECOND)).isEqualTo(2);
    }

    @Test
    void whatComesAgainAfterWeeksIsToldAtOnceHoweverMuchThereWas() {
        for (int i = 0; i < 100_000; i++) {
            pace.happened("a", START);
        }
        long later = START + TimeUnit.DAYS.toNanos(30);
        assertThat(pace.happened("a", later)).isEqualTo(100_000);
        assertThat(pace.happened("a", later + 60 * SECOND)).isEqualTo(1);
    }

    @Test
    void kindsDoNotHideEachOther() {
        assertThat(pace.happened("a", START)).isEqualTo(1);
        assertThat(pace.happened("b", START)).isEqualTo(1);
        assertThat(pace.happened("b", START + 1)).isZero();
        assertThat(pace.happened("c", START + SECOND)).isEqualTo(1);
    }

    @Test
    void threadsTellTogetherWhatHappened() throws InterruptedException {
        AtomicLong lines = new AtomicLong();
        AtomicLong told = new AtomicLong();
        CountDownLatch begin = new CountDownLatch(1);
        Stream<Thread> threads = IntStream.range(0, 8)
                .mapToObj(index -> new Thread(() -> {
                    awaitQuietly(begin);
                    for (int i = 0; i < 10_000; i++) {
                        long count = pace.happened("a", START);
                        lines.addAndGet(count == 0 ? 0 : 1);
                        told.addAndGet(count);
                    }
                }));
        var running = threads.peek(Thread::start).toList();
        begin.countDown();
        for (Thread thread : running) {
            thread.join();
        }
        assertThat(lines).hasValue(1);
        assertThat(told.get() + pace.happened("a", START + 60 * SECOND)).isEqualTo(80_001);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
