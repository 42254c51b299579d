package io.github.kafkaconnect.webpubsub.simulation;

import java.util.Map;
import java.util.function.Function;

/** The door into a simulation of the source behind another class loader; see {@link Played}. */
public final class SourcePlayed implements Function<long[], Map<String, String>> {
    @Override
    public Map<String, String> apply(long[] arguments) {
        SourceSimulation.Result result = new SourceSimulation(arguments[0], arguments[1]).run((int) arguments[2]);
        SourceSimulation.Failure failure = result.failure();
        return Map.of(
                "scenarios", Long.toString(result.scenarios()),
                "events", Long.toString(result.events()),
                "coverage", result.table(),
                "missing", result.missing(),
                "invariant", failure == null ? "" : failure.invariant(),
                "failure", failure == null ? "" : failure.text());
    }
}
