package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StuckWatchTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final PartitionState partition = new PartitionState(SinkHarness.P0);
    private final StuckWatch watch = new StuckWatch(0);

    @Test
    void tellsOnceOfARecordThatHoldsBackTheCommitForAMinute() {
        receive(5);
        receive(6);
        for (long second = 1; second <= 60; second++) {
            look(second);
        }
        assertThat(watch.told()).isZero();
        look(61);
        look(62);
        assertThat(watch.told()).isEqualTo(1);
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
        assertThat(watch.told()).isZero();
        look(131);
        assertThat(watch.told()).isEqualTo(1);
    }

    @Test
    void tellsNothingOfAPartitionWithoutUnfinishedRecords() {
        look(1);
        look(200);
        assertThat(watch.told()).isZero();
    }

    @Test
    void forgetsARevokedPartition() {
        receive(5);
        look(1);
        watch.forget(List.of(SinkHarness.P0));
        look(70);
        assertThat(watch.told()).isZero();
    }

    private long receive(long offset) {
        partition.admitted(1);
        return partition.ledger().receive(offset, 0).orElseThrow();
    }

    private void look(long second) {
        watch.look(List.of(partition), second * SECOND);
    }
}
