package io.github.kafkaconnect.webpubsub.source.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Events that come while Kafka writes earlier ones go to Connect together. */
class GatheringTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(20);

    @Test
    void nothingIsHeldBackWhileKafkaHasNothingToWrite() {
        Handoff<String> handoff = handoff(LONG);
        long start = System.nanoTime();
        OwedReply<String> first = offer(handoff, "a");
        assertThat(payloads(handoff)).containsExactly("a");
        handoff.acknowledge(first, Settlement.WRITTEN);
        offer(handoff, "b");
        assertThat(payloads(handoff)).containsExactly("b");
        assertThat(System.nanoTime() - start).isLessThan(LONG);
    }

    @Test
    void theLastAcknowledgementLetsGo() throws Exception {
        Handoff<String> handoff = handoff(LONG);
        List<OwedReply<String>> first = List.of(offer(handoff, "a"), offer(handoff, "b"));
        assertThat(payloads(handoff)).containsExactly("a", "b");
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<List<String>> second = CompletableFuture.supplyAsync(() -> {
            asked.countDown();
            return payloads(handoff);
        });
        asked.await();
        offer(handoff, "c");
        handoff.acknowledge(first.get(0), Settlement.WRITTEN);
        offer(handoff, "d");
        assertThat(second).isNotDone();
        handoff.acknowledge(first.get(1), Settlement.WRITTEN);
        assertThat(second.get(20, TimeUnit.SECONDS)).containsExactly("c", "d");
    }

    @Test
    void aSlowKafkaHoldsEventsBackForAShortWhileOnly() {
        Handoff<String> handoff = handoff(SHORT);
        offer(handoff, "a");
        assertThat(payloads(handoff)).containsExactly("a");
        offer(handoff, "b");
        assertThat(payloads(handoff)).containsExactly("b");
    }

    private static Handoff<String> handoff(long gatherNanos) {
        RecentAnswers recent = new RecentAnswers(new RecentAnswers.Bounds(10, LONG));
        return new Handoff<>(
                new AckLedger<>(10, 1_000, recent),
                recent,
                new Handoff.Limits(LONG, Long.MAX_VALUE, gatherNanos),
                System::nanoTime);
    }

    private static OwedReply<String> offer(Handoff<String> handoff, String name) {
        Waiter waiter = new Waiter(answer -> {}, Long.MAX_VALUE / 2);
        OwedReply<String> owed = new OwedReply<>(new EventKey(name, 0, false), name, Terms.of(1, 1), waiter);
        handoff.offer(owed, waiter);
        return owed;
    }

    private static List<String> payloads(Handoff<String> handoff) {
        List<String> payloads = new ArrayList<>();
        while (payloads.isEmpty()) {
            handoff.take(10, SHORT).forEach(owed -> payloads.add(owed.payload()));
        }
        return payloads;
    }
}
