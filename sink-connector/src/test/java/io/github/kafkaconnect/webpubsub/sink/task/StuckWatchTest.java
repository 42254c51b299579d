package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StuckWatchTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final PartitionState partition = new PartitionState(SinkHarness.P0);
    private final List<String> lines = new ArrayList<>();
    private final StuckWatch watch =
            new StuckWatch(0, which -> CompletableFuture.completedFuture(Optional.empty()), lines::add);

    @Test
    void tellsOnceOfARecordThatHoldsBackTheCommitForAMinute() {
        receive(5);
        receive(6);
        for (long second = 1; second <= 60; second++) {
            look(second);
        }
        assertThat(lines).isEmpty();
        look(61);
        look(62);
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("orders-0 is not committed beyond offset 5 for 60 s: ")
                .endsWith(": it waits for its dead letter or its outcome to be written");
    }

    @Test
    void tellsNothingWhileTheCommitMovesOn() {
        long first = receive(5);
        receive(6);
        look(1);
        look(50);
        partition.ledger().finish(first);
        look(70);
        look(100);
        assertThat(lines).isEmpty();
        look(131);
        assertThat(lines).hasSize(1);
    }

    @Test
    void tellsNothingOfAPartitionWithoutUnfinishedRecords() {
        look(1);
        look(200);
        assertThat(lines).isEmpty();
    }

    @Test
    void forgetsARevokedPartition() {
        receive(5);
        look(1);
        watch.forget(List.of(SinkHarness.P0));
        look(70);
        assertThat(lines).isEmpty();
    }

    private long receive(long offset) {
        partition.admitted(1);
        return partition.ledger().receive(offset, 0).orElseThrow();
    }

    private void look(long second) {
        watch.look(List.of(partition), second * SECOND);
    }
}
