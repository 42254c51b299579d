package io.github.kafkaconnect.webpubsub.common.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PartitionLedgerTest {
    private final PartitionLedger ledger = new PartitionLedger();

    @Test
    void hasNothingToCommitBeforeTheFirstRecord() {
        assertThat(ledger.committable()).isEmpty();
    }

    @Test
    void commitsOnlyTheContiguousPrefix() {
        long first = receive(10);
        long second = receive(11);
        ledger.finish(second);
        assertThat(ledger.committable()).hasValue(10);
        ledger.finish(first);
        assertThat(ledger.committable()).hasValue(12);
    }

    @Test
    void gapsInTheOffsetsAreHarmless() {
        long first = receive(10);
        receive(15);
        ledger.finish(first);
        assertThat(ledger.committable()).hasValue(15);
    }

    @Test
    void anOffsetReceivedAgainIsNotTakenTwice() {
        long first = receive(10);
        receive(11);
        assertThat(ledger.receive(10, 0)).isEmpty();
        ledger.finish(first);
        assertThat(ledger.receive(10, 0)).isEmpty();
        assertThat(ledger.span()).isEqualTo(1);
    }

    @Test
    void tellsATopicMadeAnewFromARewind() {
        receive(10);
        assertThat(ledger.beginsAfter(9)).isTrue();
        assertThat(ledger.beginsAfter(10)).isFalse();
    }

    @Test
    void knowsWhatLiesBehindTheFinishedPrefix() {
        assertThat(ledger.isBehind(10)).isFalse();
        long first = receive(10);
        long second = receive(11);
        assertThat(ledger.isBehind(10)).isFalse();
        ledger.finish(first);
        assertThat(ledger.isBehind(10)).isTrue();
        assertThat(ledger.isBehind(11)).isFalse();
        ledger.finish(second);
        assertThat(ledger.isBehind(11)).isTrue();
        assertThat(ledger.isBehind(12)).isFalse();
    }

    @Test
    void refusesToFinishTwice() {
        long first = receive(10);
        ledger.finish(first);
        assertThatThrownBy(() -> ledger.finish(first)).isInstanceOf(IllegalStateException.class);
    }

    /** Against the plainest model: a sorted map of everything received. */
    @Property(tries = 300)
    void agreesWithAModelThatForgetsNothing(@ForAll long seed) {
        PartitionLedger ledger = new PartitionLedger();
        Random random = new Random(seed);
        TreeMap<Long, Boolean> model = new TreeMap<>();
        List<long[]> open = new ArrayList<>();
        long offset = random.nextInt(1000);
        for (int step = 0; step < 400; step++) {
            if (open.isEmpty() || random.nextInt(5) < 3) {
                offset += 1 + random.nextInt(3);
                open.add(new long[] {offset, ledger.receive(offset, -offset).orElseThrow()});
                model.put(offset, false);
            } else {
                long[] one = open.remove(random.nextInt(open.size()));
                ledger.finish(one[1]);
                model.put(one[0], true);
            }
            long expected = model.entrySet().stream()
                    .filter(entry -> !entry.getValue())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(model.lastKey() + 1);
            assertThat(ledger.committable()).hasValue(expected);
            if (open.isEmpty()) {
                assertThat(ledger.oldestNanos()).isEmpty();
            } else {
                assertThat(ledger.oldestNanos()).hasValue(-expected);
            }
        }
    }

    private long receive(long offset) {
        return ledger.receive(offset, 0).orElseThrow();
    }
}
