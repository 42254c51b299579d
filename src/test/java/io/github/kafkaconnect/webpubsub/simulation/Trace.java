package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;

/**
 * The last events of a scenario in words; an event that repeats itself is one line. Off while many scenarios run; a failed one is run
 * again with it.
 */
final class Trace {
    private final int keep;
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private String lastWords = "";
    private int repeats;

    /** @param keep how many lines are kept; 0 = nothing is written down */
    Trace(int keep) {
        this.keep = keep;
    }

    boolean isOn() {
        return keep > 0;
    }

    void note(long nanos, String words) {
        if (words.equals(lastWords)) {
            repeats++;
            lines.removeLast();
        } else if (lines.size() == keep) {
            lines.removeFirst();
        }
        repeats = words.equals(lastWords) ? repeats : 0;
        lastWords = words;
        String again = repeats == 0 ? "" : " (" + (repeats + 1) + " times)";
        lines.addLast(String.format(Locale.ROOT, "%12.3f ms  %s%s", nanos / 1e6, words, again));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
