package io.github.kafkaconnect.webpubsub.bench.sink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Contenders side by side: in every round each runs once, one after the other, and the order moves on by one from round
 * to round, so that none always profits from its place.
 *
 * @param runs by contender, in the order of the contenders; the first is whom the others are compared with
 */
record Comparison(String title, Map<String, List<Sample>> runs) {

    /** Runs all of them; {@code measure} has to start, measure and end a contender. */
    static Comparison run(String title, List<Contender> contenders, int rounds, Function<Contender, Sample> measure) {
        Map<String, List<Sample>> runs = new LinkedHashMap<>();
        contenders.forEach(contender -> runs.put(contender.name(), new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            List<Contender> order = new ArrayList<>(contenders);
            Collections.rotate(order, -round);
            for (Contender contender : order) {
                Sample sample = measure.apply(contender);
                runs.getOrDefault(contender.name(), new ArrayList<>()).add(sample);
                System.out.printf(
                        "  %s, round %d, %s: %,.0f/s, %.2f CPU s per 100,000, stub %.2f cores, foreign %.2f cores%n",
                        title,
                        round + 1,
                        contender.name(),
                        sample.perSecond(),
                        sample.cpuPer100k(),
                        sample.stubCores(),
                        sample.foreignCores());
            }
        }
        return new Comparison(title, runs);
    }

    /** Over the runs of a contender. */
    Spread of(String contender, ToDoubleFunction<Sample> figure) {
        return Spread.of(runs.getOrDefault(contender, List.of()), figure);
    }
}
