package io.github.kafkaconnect.webpubsub.source.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many receivers, one task, one acknowledging thread, a clock and a stop in the middle: every request is answered exactly once. */
class HandoffThreadsTest {
    private static final int RECEIVERS = 4;
    private static final int EVENTS_EACH = 20_000;
    private static final long GATHER = TimeUnit.MICROSECONDS.toNanos(100);

    @Test
    void everyRequestIsAnsweredExactlyOnceWhateverStops() throws Exception {
        RecentAnswers recent = new RecentAnswers(new RecentAnswers.Bounds(100, TimeUnit.MINUTES.toNanos(1)));
        AckLedger<Integer> ledger = new AckLedger<>(500, 1_000_000, recent);
        Handoff<Integer> handoff = new Handoff<>(
                ledger,
                recent,
                new Handoff.Limits(TimeUnit.SECONDS.toNanos(5), Long.MAX_VALUE, GATHER),
                System::nanoTime);
        AtomicInteger[] answers = new AtomicInteger[RECEIVERS * EVENTS_EACH];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = new AtomicInteger();
        }
        AtomicInteger written = new AtomicInteger();
        CountDownLatch received = new CountDownLatch(RECEIVERS);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> running = new ArrayList<>();
        for (int receiver = 0; receiver < RECEIVERS; receiver++) {
            int first = receiver * EVENTS_EACH;
            running.add(threads.submit(() -> {
                for (int i = first; i < first + EVENTS_EACH; i++) {
                    int event = i;
                    Waiter waiter = new Waiter(
                            answer -> {
                                answers[event].incrementAndGet();
                                if (answer.settlement() == Settlement.WRITTEN) {
                                    written.incrementAndGet();
                                }
                            },
                            Long.MAX_VALUE / 2);
                    EventKey key = new EventKey("c" + i, 0, false);
                    handoff.offer(new OwedReply<>(key, i, Terms.of(1, 100), waiter), waiter);
                }
                received.countDown();
            }));
        }
        running.add(threads.submit(() -> {
            while (received.getCount() > 1) {
                handoff.take(100, 1_000_000).forEach(owed -> handoff.acknowledge(owed, Settlement.WRITTEN));
                handoff.tick();
            }
            handoff.stop();
        }));
        for (Future<?> thread : running) {
            thread.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(answers).allMatch(count -> count.get() == 1);
        assertThat(written.get()).isPositive();
        assertThat(ledger.events()).isZero();
        assertThat(ledger.bytes()).isZero();
    }
}
