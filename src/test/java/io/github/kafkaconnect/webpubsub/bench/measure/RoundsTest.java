package io.github.kafkaconnect.webpubsub.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void movesTheOrderOnByOneInEachRound() {
        List<String> order = new ArrayList<>();
        Map<String, List<Integer>> runs = Rounds.run(List.of("a", "b", "c"), Function.identity(), 3, (round, name) -> {
            order.add(name);
            return round;
        });
        assertThat(String.join("", order)).isEqualTo("abcbcacab");
        assertThat(runs).containsOnlyKeys("a", "b", "c").containsEntry("b", List.of(1, 2, 3));
    }
}
