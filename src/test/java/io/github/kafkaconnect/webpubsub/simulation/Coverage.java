package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** How often each kind of thing happened. One for each thread that simulates. */
final class Coverage {
    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);

    private static final class Tally {
        private long count;
    }

    Coverage() {
        for (Kind kind : Kind.values()) {
            tallies.put(kind, new Tally());
        }
    }

    void count(Kind kind) {
        tally(kind).count++;
    }

    void add(Coverage other) {
        other.tallies.forEach((kind, tally) -> tally(kind).count += tally.count);
    }

    private Tally tally(Kind kind) {
        return Objects.requireNonNull(tallies.get(kind));
    }

    /** One line for each kind. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        tallies.forEach((kind, tally) -> lines.add(String.format(Locale.ROOT, "%,14d  %s", tally.count, kind.words())));
        return lines;
    }

    /** The kinds that never happened. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        tallies.forEach((kind, tally) -> {
            if (tally.count == 0) {
                missing.add(kind.words());
            }
        });
        return missing;
    }
}
