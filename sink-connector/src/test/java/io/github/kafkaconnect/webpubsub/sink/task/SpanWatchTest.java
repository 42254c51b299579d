package io.github.kafkaconnect.webpubsub.sink.task;

import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class SpanWatchTest {
    private final PartitionState partition = new PartitionState(P0);
    private final List<String> lines = new ArrayList<>();
    private final SpanWatch watch =
            new SpanWatch(4, which -> CompletableFuture.completedFuture(Optional.empty()), lines::add);

    @Test
    void tellsOnceWhenAPartitionReachesTheLimitAndAgainAfterItHasRecovered() {
        long first = receive(10);
        receive(11);
        receive(12);
        assertThat(look()).isEqualTo(3);
        assertThat(lines).isEmpty();

        long fourth = receive(13);
        assertThat(look()).isEqualTo(4);
        look();
        assertThat(lines)
                .containsExactly(
                        "orders-0 is paused: the record at offset 10 is unfinished and 3 behind it have come, as many"
                                + " as unfinished.span.max allows; a restart would repeat them: it waits for its dead letter or its"
                                + " outcome to be written");

        partition.ledger().finish(first);
        assertThat(look()).isEqualTo(3);
        receive(14);
        look();
        assertThat(lines).as("it was not below half of the limit").hasSize(1);

        for (long sequence = first + 1; sequence <= fourth; sequence++) {
            partition.ledger().finish(sequence);
        }
        look();
        receive(15);
        receive(16);
        receive(17);
        look();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("offset 14");
    }

    @Test
    void forgetsARevokedPartition() {
        for (int offset = 0; offset < 4; offset++) {
            receive(offset);
        }
        look();
        watch.forget(List.of(P0));
        look();
        assertThat(lines).hasSize(2);
    }

    @Test
    void namesTheTargetOfTheRecordThatHoldsThePartition() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        try (SinkHarness harness = new SinkHarness(null, false, new PartitionGate.Limits(100, 1_000_000, 4, 5_000))) {
            SpanWatch real = new SpanWatch(4, harness.finder(), told::add);
            harness.put(record(5, "slow room"), record(6, "a"), record(7, "b"), record(8, "c"));
            for (SinkHarness.Attempt attempt : harness.attempts(4)) {
                attempt.end(
                        attempt.delivery().work().record().kafkaOffset() == 5
                                ? new Outcome.Retryable(
                                        ErrorCode.SEND_UNAVAILABLE, 503, Outcome.Trouble.FAILURE, 60_000, "busy")
                                : new Outcome.Delivered(202));
            }
            harness.settleLoop();
            harness.put();
            assertThat(harness.context.paused).containsExactly(P0);
            assertThat(harness.figure("partition-paused-count")).isEqualTo(1);
            assertThat(harness.figure("unfinished-span-max")).isEqualTo(4);

            assertThat(real.look(harness.assigned())).isEqualTo(4);
            await().atMost(5, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(told).singleElement().satisfies(line -> assertThat(line)
                            .startsWith("orders-0 is paused: the record at offset 5 is unfinished and 3 behind it")
                            .contains("target=chat/group/slow%20room attempts=1, last WPS-3007 status=503 busy")
                            .doesNotContain("secret")));
        }
    }

    private static SinkRecord record(long offset, String key) {
        return SinkHarness.record(P0, offset, key, "secret payload");
    }

    private long receive(long offset) {
        return partition.ledger().receive(offset, 0).orElseThrow();
    }

    private long look() {
        return watch.look(List.of(partition));
    }
}
