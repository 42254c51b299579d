package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How often each kind of thing happened. One for each thread that simulates. */
final class Coverage {
    private final long[] counts = new long[Kind.values().length];

    void count(Kind kind) {
        counts[kind.ordinal()]++;
    }

    void add(Coverage other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    long of(Kind kind) {
        return counts[kind.ordinal()];
    }

    /** One line for each kind. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            lines.add(String.format(Locale.ROOT, "%,14d  %s", of(kind), kind.words()));
        }
        return lines;
    }

    /** The kinds that never happened. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (of(kind) == 0) {
                missing.add(kind.words());
            }
        }
        return missing;
    }
}
