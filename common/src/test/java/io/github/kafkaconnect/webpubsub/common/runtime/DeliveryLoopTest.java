package io.github.kafkaconnect.webpubsub.common.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.common.delivery.Backoff;
import io.github.kafkaconnect.webpubsub.common.delivery.Breaker;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.EngineSettings;
import io.github.kafkaconnect.webpubsub.common.delivery.FoldRule;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.delivery.PlainWork;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryLoopTest {
    private final ScheduledExecutorService executor = NamedThreads.single("webpubsub-test-0-delivery");
    private final ExecutorService service = Executors.newFixedThreadPool(2);
    private int taken;
    /** Told of by the loop. */
    private final AtomicInteger failedAttempts = new AtomicInteger();

    private final Queue<Long> waits = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        executor.shutdownNow();
        service.shutdownNow();
    }

    @Test
    void everyAdmittedDeliveryComesOutOnceInOrderPerLane() {
        AtomicInteger failures = new AtomicInteger();
        DeliveryLoop<Item> loop = loop((delivery, joined, to) -> service.execute(() -> to.attemptEnded(
                delivery,
                delivery.attempts() == 1 && delivery.work().number() % 7 == 0 && failures.incrementAndGet() > 0
                        ? new Outcome.Retryable(ErrorCode.SEND_UNAVAILABLE, 503, Outcome.Trouble.FAILURE, 0, "busy")
                        : new Outcome.Delivered(202))));
        int count = 20_000;
        for (int from = 0; from < count; from += 500) {
            List<Delivery<Item>> batch = new ArrayList<>();
            for (int number = from; number < from + 500; number++) {
                batch.add(new Delivery<>(new Item(number, number % 50), System.nanoTime()));
            }
            loop.admit(batch);
        }
        int[] lastByLane = new int[50];
        java.util.Arrays.fill(lastByLane, -1);
        AtomicInteger ended = new AtomicInteger();
        await().pollDelay(0, TimeUnit.MILLISECONDS).atMost(20, TimeUnit.SECONDS).until(() -> {
            for (Delivery<Item> one = loop.pollEnded(); one != null; one = loop.pollEnded()) {
                assertThat(one.work().number())
                        .isGreaterThan(lastByLane[one.work().number() % 50]);
                lastByLane[one.work().number() % 50] = one.work().number();
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
        DeliveryLoop<Item> loop = loop(
                (delivery, joined, to) -> answer.complete(() -> to.attemptEnded(delivery, new Outcome.Delivered(202))));
        loop.admit(List.of(new Delivery<>(new Item(1, "lane"), System.nanoTime())));
        Runnable late = answer.join();
        CompletableFuture<Void> gone = loop.abandon(work -> true);
        assertThat(gone).isNotDone();
        late.run();
        assertThat(gone).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(loop.pollEnded()).isNull();
    }

    @Test
    void findsTheOldestThatMatchesAndTellsWhyItFailedLast() {
        CompletableFuture<Runnable> answer = new CompletableFuture<>();
        DeliveryLoop<Item> loop = loop((delivery, joined, to) -> answer.complete(() -> to.attemptEnded(
                delivery,
                new Outcome.Retryable(ErrorCode.SEND_UNAVAILABLE, 503, Outcome.Trouble.FAILURE, 60_000, "busy"))));
        loop.admit(List.of(
                new Delivery<>(new Item(1, "lane"), System.nanoTime()),
                new Delivery<>(new Item(2, "lane"), System.nanoTime())));
        answer.join().run();

        assertThat(loop.find(item -> item.number() > 0).join()).hasValueSatisfying(found -> {
            assertThat(found.work().number()).isEqualTo(1);
            assertThat(found.attempts()).isEqualTo(1);
            assertThat(Objects.requireNonNull(found.lastFailure()).status()).isEqualTo(503);
        });
        assertThat(loop.find(item -> item.number() == 2).join())
                .hasValueSatisfying(found -> assertThat(found.lastFailure()).isNull());
        assertThat(loop.find(item -> item.number() == 3).join()).isEmpty();
    }

    @Test
    void aDeliveryLastsUntilItsAnswerHoweverLateItIsTaken() {
        AtomicLong clock = new AtomicLong(1_000);
        CompletableFuture<Runnable> answer = new CompletableFuture<>();
        DeliveryLoop<Item> loop = loop(
                clock::get,
                (delivery, joined, to) -> answer.complete(() -> to.attemptEnded(delivery, new Outcome.Delivered(202))));
        loop.admit(List.of(new Delivery<>(new Item(1, "lane"), 1_000)));
        Runnable arrival = answer.join();
        clock.set(8_000);
        arrival.run();
        // Its turn comes after the outcome's, which is then in the outbox.
        loop.abandon(work -> false).join();
        clock.set(900_000);

        assertThat(Objects.requireNonNull(loop.pollEnded()).elapsedNanos()).isEqualTo(7_000);
    }

    @Test
    void tellsOnceThatTheEndpointWantsToBeLeftAloneAndUntilWhen() {
        DeliveryLoop<Item> loop = loop(
                () -> 1_000,
                (delivery, joined, to) -> service.execute(() -> to.attemptEnded(
                        delivery,
                        new Outcome.Retryable(
                                ErrorCode.SEND_THROTTLED, 429, Outcome.Trouble.THROTTLE, 30_000, "busy"))));
        List<Delivery<Item>> batch = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            batch.add(new Delivery<>(new Item(number, number), 1_000));
        }
        loop.admit(batch);

        await().atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(loop.state().waitingLanes()).isEqualTo(5));
        assertThat(loop.state().heldUntilNanos()).isEqualTo(1_000 + TimeUnit.SECONDS.toNanos(30));
        assertThat(waits).containsExactly(30_000L);
        assertThat(failedAttempts)
                .as("counted when they fail, though nothing has ended")
                .hasValue(5);
    }

    @Test
    void theStateDoesNotGoStaleBehindOneRequestThatHangs() {
        AtomicLong clock = new AtomicLong(TimeUnit.SECONDS.toNanos(1));
        CompletableFuture<DeliveryLoop<Item>> hanging = new CompletableFuture<>();
        DeliveryLoop<Item> loop = loop(clock::get, (delivery, joined, to) -> {
            if (delivery.work().number() == 0) {
                hanging.complete(to);
            } else {
                service.execute(() -> to.attemptEnded(delivery, new Outcome.Delivered(202)));
            }
        });
        List<Delivery<Item>> batch = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            batch.add(new Delivery<>(new Item(number, number), clock.get()));
        }
        loop.admit(batch);
        hanging.join();
        // All but one end within what the loop takes for one moment; then nothing happens any more.
        await().until(() -> ended(loop) == 9);
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(50));

        await().atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(loop.state().lanes()).isEqualTo(1));
        assertThat(loop.state().inFlight()).isEqualTo(1);
    }

    @Test
    void aDefectStopsTheLoopAndIsTold() {
        DeliveryLoop<Item> loop = loop((delivery, joined, to) -> {
            throw new IllegalStateException("defect");
        });
        loop.admit(List.of(new Delivery<>(new Item(1, "lane"), System.nanoTime())));
        await().atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(loop.failure()).hasMessage("defect"));
    }

    @Test
    void nobodyWaitsForALoopThatADefectHasStopped() {
        CompletableFuture<DeliveryLoop<Item>> hanging = new CompletableFuture<>();
        DeliveryLoop<Item> loop = loop((delivery, joined, to) -> {
            if (delivery.work().number() == 2) {
                throw new IllegalStateException("defect");
            }
            hanging.complete(to);
        });
        loop.admit(List.of(new Delivery<>(new Item(1, "hangs"), System.nanoTime())));
        hanging.join();
        CompletableFuture<Void> before = loop.abandon(item -> true);
        assertThat(before).isNotDone();
        loop.admit(List.of(new Delivery<>(new Item(2, "breaks"), System.nanoTime())));

        assertStopped(before, "defect");
        assertStopped(loop.abandon(item -> true), "defect");
        assertStopped(loop.find(item -> true), "defect");
    }

    @Test
    void nobodyWaitsForALoopThatIsClosed() {
        DeliveryLoop<Item> loop = loop((delivery, joined, to) -> {});
        loop.close();

        assertThat(loop.abandon(item -> true)).failsWithin(5, TimeUnit.SECONDS);
        assertThat(loop.find(item -> true)).failsWithin(5, TimeUnit.SECONDS);
    }

    private static void assertStopped(CompletableFuture<?> answer, String cause) {
        assertThat(answer)
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withStackTraceContaining(cause);
    }

    private int ended(DeliveryLoop<Item> loop) {
        while (loop.pollEnded() != null) {
            taken++;
        }
        return taken;
    }

    private record Item(int number, Object laneKey) implements PlainWork {}

    private DeliveryLoop<Item> loop(DeliveryLoop.Attempts<Item> attempts) {
        return loop(System::nanoTime, attempts);
    }

    private DeliveryLoop<Item> loop(LongSupplier nanoClock, DeliveryLoop.Attempts<Item> attempts) {
        // Lanes fail in step here, which is no outage.
        Breaker.Settings patient = new Breaker.Settings(1_000, 1_000_000, 0);
        EngineSettings settings =
                EngineSettings.fixedWindow(16, new Backoff(1, 5)).withBreaker(patient);
        return new DeliveryLoop<>(
                executor,
                nanoClock,
                new DeliveryLoop.Settings<>(settings, FoldRule.never(), new Random(7)),
                attempts,
                new DeliveryLoop.EndpointListener() {
                    @Override
                    public void attemptFailed(Outcome.Retryable cause) {
                        failedAttempts.incrementAndGet();
                    }

                    @Override
                    public void asksToWait(Outcome.Retryable cause) {
                        waits.add(cause.retryAfterMs());
                    }

                    @Override
                    public void keepsFailing(Outcome.Retryable cause) {}

                    @Override
                    public void wentDown(Outcome.Retryable cause) {}

                    @Override
                    public void cameBack(long downNanos) {}
                });
    }
}
