package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.EngineState;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionGateTest {
    private static final int BYTES = 10;

    private final FakeSinkTaskContext context = new FakeSinkTaskContext(null);
    private final PartitionGate gate =
            new PartitionGate(context, new PartitionGate.Limits(100, 100L * BYTES, Long.MAX_VALUE, 5_000));
    private final PartitionState hot = new PartitionState(new TopicPartition("orders", 0));
    private final PartitionState calm = new PartitionState(new TopicPartition("orders", 1));
    private final List<PartitionState> both = List.of(hot, calm);

    @BeforeEach
    void open() {
        gate.open(List.of(hot.partition(), calm.partition()));
    }

    @Test
    void leavesRoomToTheOthersOfAPartitionThatIsStuck() {
        hold(hot, 50);
        update(both);
        assertThat(context.paused).containsExactly(hot.partition());

        hold(calm, 24);
        update(both);
        assertThat(context.paused).containsExactly(hot.partition());
    }

    @Test
    void resumesAPartitionAtHalfOfItsShare() {
        hold(hot, 50);
        update(both);
        release(hot, 24);
        update(both);
        assertThat(context.paused).containsExactly(hot.partition());

        release(hot, 2);
        update(both);
        assertThat(context.paused).isEmpty();
    }

    @Test
    void sharesAllOfItWhenAllAreBusy() {
        hold(hot, 33);
        hold(calm, 33);
        update(both);
        assertThat(context.paused).isEmpty();

        hold(hot, 1);
        hold(calm, 1);
        update(both);
        assertThat(context.paused).containsExactlyInAnyOrder(hot.partition(), calm.partition());
    }

    @Test
    void givesTheOnlyPartitionEverything() {
        hold(hot, 99);
        update(List.of(hot));
        assertThat(context.paused).isEmpty();

        hold(hot, 1);
        update(List.of(hot));
        assertThat(context.paused).containsExactly(hot.partition());
    }

    @Test
    void takesNothingMoreOfAnyPartitionWhenTheTaskIsFull() {
        hold(hot, 100);
        update(both);
        assertThat(context.paused).containsExactlyInAnyOrder(hot.partition(), calm.partition());

        release(hot, 1);
        update(both);
        assertThat(context.paused).containsExactly(hot.partition());
    }

    private void update(List<PartitionState> assigned) {
        gate.update(assigned, new PartitionGate.News(EngineState.EMPTY, false, 0), new SinkCounters(System::nanoTime));
    }

    private static void hold(PartitionState state, int records) {
        for (int i = 0; i < records; i++) {
            state.admitted(BYTES);
        }
    }

    private static void release(PartitionState state, int records) {
        for (int i = 0; i < records; i++) {
            state.released(BYTES);
        }
    }
}
