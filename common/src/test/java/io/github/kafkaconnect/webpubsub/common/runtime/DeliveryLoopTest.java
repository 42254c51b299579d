package io.github.kafkaconnect.webpubsub.common.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.common.delivery.Backoff;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.DeliveryEngine;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryLoopTest {
    private final ScheduledExecutorService executor = NamedThreads.single("webpubsub-test-0-delivery");
    private final ExecutorService service = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        executor.shutdownNow();
        service.shutdownNow();
    }

    @Test
    void everyAdmittedDeliveryComesOutOnceInOrderPerLane() {
        AtomicInteger failures = new AtomicInteger();
        DeliveryLoop<Integer> loop = loop((delivery, outcomes) -> service.execute(() -> outcomes.accept(
                delivery,
                delivery.attempts() == 1 && delivery.work() % 7 == 0 && failures.incrementAndGet() > 0
                        ? new Outcome.Retryable(ErrorCode.SEND_UNAVAILABLE, 503, 0, "busy")
                        : new Outcome.Delivered(202))));
        int count = 20_000;
        for (int from = 0; from < count; from += 500) {
            List<Delivery<Integer>> batch = new ArrayList<>();
            for (int number = from; number < from + 500; number++) {
                batch.add(new Delivery<>(number, number % 50, System.nanoTime()));
            }
            loop.admit(batch);
        }
        int[] lastByLane = new int[50];
        java.util.Arrays.fill(lastByLane, -1);
        AtomicInteger ended = new AtomicInteger();
        await().pollDelay(0, TimeUnit.MILLISECONDS).atMost(20, TimeUnit.SECONDS).until(() -> {
            for (Delivery<Integer> one = loop.pollEnded(); one != null; one = loop.pollEnded()) {
                assertThat(one.work()).isGreaterThan(lastByLane[one.work() % 50]);
                lastByLane[one.work() % 50] = one.work();
                ended.incrementAndGet();
            }
            return ended.get() == count;
        });
        assertThat(failures).hasValueGreaterThan(0);
        assertThat(loop.failure()).isNull();
    }

    @Test
    void abandonmentCompletesWhenTheLastAttemptIsBack() {
        CompletableFuture<Runnable> answer = new CompletableFuture<>();
        DeliveryLoop<Integer> loop = loop(
                (delivery, outcomes) -> answer.complete(() -> outcomes.accept(delivery, new Outcome.Delivered(202))));
        loop.admit(List.of(new Delivery<>(1, "lane", System.nanoTime())));
        Runnable late = answer.join();
        CompletableFuture<Void> gone = loop.abandon(work -> true);
        assertThat(gone).isNotDone();
        late.run();
        assertThat(gone).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(loop.pollEnded()).isNull();
    }

    @Test
    void aDefectStopsTheLoopAndIsTold() {
        DeliveryLoop<Integer> loop = loop((delivery, outcomes) -> {
            throw new IllegalStateException("defect");
        });
        loop.admit(List.of(new Delivery<>(1, "lane", System.nanoTime())));
        await().atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(loop.failure()).hasMessage("defect"));
    }

    private DeliveryLoop<Integer> loop(BiConsumer<Delivery<Integer>, BiConsumer<Delivery<Integer>, Outcome>> attempts) {
        return new DeliveryLoop<>(
                executor,
                System::nanoTime,
                new DeliveryLoop.Settings(
                        new DeliveryEngine.Limits(16, Long.MAX_VALUE), new Backoff(1, 5), new Random(7)),
                attempts);
    }
}
