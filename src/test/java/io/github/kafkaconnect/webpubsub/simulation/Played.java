package io.github.kafkaconnect.webpubsub.simulation;

import java.util.Map;
import java.util.function.Function;

/**
 * The door into a simulation behind another class loader: takes first seed, number of scenarios and number of threads, gives texts.
 * Public, with a public constructor, and made of the JDK's types only, as it is called from outside that loader.
 */
public final class Played implements Function<long[], Map<String, String>> {
    @Override
    public Map<String, String> apply(long[] arguments) {
        Simulation.Result result = new Simulation(arguments[0], arguments[1]).run((int) arguments[2]);
        Simulation.Failure failure = result.failure();
        return Map.of(
                "scenarios", Long.toString(result.scenarios()),
                "events", Long.toString(result.events()),
                "coverage", String.join("\n", result.coverage().table()),
                "missing", String.join(", ", result.coverage().missing()),
                "invariant", failure == null ? "" : failure.invariant(),
                "failure", failure == null ? "" : failure.text());
    }
}
