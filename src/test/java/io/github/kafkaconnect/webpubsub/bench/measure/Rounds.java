package io.github.kafkaconnect.webpubsub.bench.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The order in which contenders run: in every round each runs once, one after the other, and the order moves on by one from
 * round to round, so that none always profits from its place.
 */
public final class Rounds {

    private Rounds() {}

    /**
     * Runs all contenders.
     *
     * @param measure gets the round, counted from 1, and starts, measures and ends a contender
     * @return the runs by the contender's name, in the order of the contenders
     */
    public static <C, S> Map<String, List<S>> run(
            List<C> contenders, Function<C, String> name, int rounds, BiFunction<Integer, C, S> measure) {
        Map<String, List<S>> runs = new LinkedHashMap<>();
        contenders.forEach(contender -> runs.put(name.apply(contender), new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            List<C> order = new ArrayList<>(contenders);
            Collections.rotate(order, -round);
            for (C contender : order) {
                S run = measure.apply(round + 1, contender);
                runs.computeIfAbsent(name.apply(contender), missing -> new ArrayList<>())
                        .add(run);
            }
        }
        return runs;
    }
}
