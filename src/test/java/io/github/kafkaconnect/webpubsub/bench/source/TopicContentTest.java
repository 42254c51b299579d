package io.github.kafkaconnect.webpubsub.bench.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class TopicContentTest {

    private final TopicContent content = new TopicContent(5, numbers(0, 1, 2, 7));

    @Test
    void countsEventsThatAreNotThere() {
        assertThat(content.missing(numbers(0, 2))).isZero();
        assertThat(content.missing(numbers(0, 3, 4, 7))).isEqualTo(2);
    }

    @Test
    void countsRecordsThatRepeatAnEvent() {
        assertThat(content.repeated()).isEqualTo(1);
    }

    @Test
    void onlyTooFewRecordsAreMissing() {
        assertThat(new Proof(10, 12).missing()).isZero();
        assertThat(new Proof(10, 7).missing()).isEqualTo(3);
    }

    private static BitSet numbers(int... numbers) {
        BitSet set = new BitSet();
        for (int number : numbers) {
            set.set(number);
        }
        return set;
    }
}
