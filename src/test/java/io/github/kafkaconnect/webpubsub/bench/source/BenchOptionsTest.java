package io.github.kafkaconnect.webpubsub.bench.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

    private static final List<Contender> ALL = List.of(
            Contenders.OURS, Contenders.OURS_RECOMMENDED, Contenders.PLAIN, Contenders.BARE, Contenders.EXPRESS);

    @Test
    void runsAllContendersUnlessSomeAreNamed() {
        assertThat(options(1, "").among(ALL)).isEqualTo(ALL);
    }

    @Test
    void runsThoseWhoseNamesBeginSoAndAlwaysTheFirst() {
        assertThat(options(1, "Netty with", "web").among(ALL))
                .containsExactly(Contenders.OURS, Contenders.PLAIN, Contenders.EXPRESS);
    }

    @Test
    void scalesNumbersToOneAndTimesToASecondAtLeast() {
        assertThat(options(0.02, "").scaled(1_000_000)).isEqualTo(20_000);
        assertThat(options(0.02, "").scaled(3)).isEqualTo(1);
        assertThat(options(0.02, "").scaled(3.0)).isEqualTo(1.0);
        assertThat(options(2, "").warmUpSeconds()).isEqualTo(60.0);
    }

    @Test
    void refusesRowsItDoesNotKnow() {
        String before = System.setProperty("bench.rows", "raw,paced");
        try {
            assertThatThrownBy(() -> BenchOptions.fromProperties(List.of("saturation", "paced")))
                    .hasMessage("-Dbench.rows knows [saturation, paced], not [raw]");
        } finally {
            restore("bench.rows", before);
        }
    }

    private static void restore(String property, String before) {
        if (before == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, before);
        }
    }

    private static BenchOptions options(double scale, String... contenders) {
        return new BenchOptions(List.of("saturation"), 1, scale, 20, 0, 4, 256, List.of(contenders));
    }
}
