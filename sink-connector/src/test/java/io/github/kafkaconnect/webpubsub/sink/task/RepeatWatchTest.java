package io.github.kafkaconnect.webpubsub.sink.task;

import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P0;
import static io.github.kafkaconnect.webpubsub.sink.task.SinkHarness.P1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RepeatWatchTest {
    private final List<String> lines = new ArrayList<>();
    private final RepeatWatch watch = new RepeatWatch(lines::add);

    @Test
    void tellsOfWhatIsFinishedAndComesAgain() {
        watch.look(finished(P0), 0, 0);
        assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                .startsWith("orders-0: offset 0 has come again and is skipped")
                .contains("made anew"));
    }

    @Test
    void tellsOncePerMinuteOfEachPartition() {
        watch.look(finished(P0), 0, 0);
        watch.look(finished(P0), 1, 1);
        watch.look(finished(P1), 0, 2);
        assertThat(lines).hasSize(2);
        watch.look(finished(P0), 2, TimeUnit.SECONDS.toNanos(61));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).startsWith("orders-0: offset 2").contains("2 time(s)");
    }

    @Test
    void saysNothingOfWhatJoinsARecordOnItsWay() {
        PartitionState state = finished(P0);
        state.ledger().receive(5, 0);
        watch.look(state, 5, 0);
        assertThat(lines).isEmpty();
    }

    /** Offsets 0 to 4. */
    private static PartitionState finished(TopicPartition partition) {
        PartitionState state = new PartitionState(partition);
        for (int offset = 0; offset < 5; offset++) {
            state.ledger().finish(state.ledger().receive(offset, 0).orElseThrow());
        }
        return state;
    }
}
