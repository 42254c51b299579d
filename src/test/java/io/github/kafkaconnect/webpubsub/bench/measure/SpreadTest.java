package io.github.kafkaconnect.webpubsub.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void takesTheMiddleOfAnOddNumberOfRuns() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0), Double::doubleValue)).isEqualTo(new Spread(4, 1, 9));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 5.0), Double::doubleValue)).isEqualTo(new Spread(4.5, 1, 9));
    }

    @Test
    void printsThousands() {
        assertThat(new Spread(81_234.4, 79_001, 84_500).rounded()).isEqualTo("81,234 (79,001–84,500)");
    }
}
