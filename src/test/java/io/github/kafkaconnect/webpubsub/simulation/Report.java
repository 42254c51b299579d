package io.github.kafkaconnect.webpubsub.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a person needs to see of a scenario that broke a promise. */
final class Report {
    private Report() {}

    static String failure(String test, long seed, String invariant, Throwable cause, List<String> lastEvents) {
        StringBuilder text = new StringBuilder();
        text.append("Broken promise: ").append(invariant).append('\n');
        text.append("What happened:  ").append(cause.getMessage()).append('\n');
        text.append("Seed:           ").append(seed).append('\n');
        text.append("Play it again:  ").append(replay(test, seed)).append('\n');
        text.append("Its last events in virtual time:\n");
        lastEvents.forEach(line -> text.append("  ").append(line).append('\n'));
        if (!(cause instanceof Violation) || cause.getCause() != null) {
            StringWriter stack = new StringWriter();
            cause.printStackTrace(new PrintWriter(stack));
            text.append(stack);
        }
        return text.toString();
    }

    static String replay(String test, long seed) {
        return "mvn -pl src/test -am test -Dtest=" + test
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=" + seed;
    }
}
