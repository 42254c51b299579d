package io.github.kafkaconnect.webpubsub.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the source has promised and done, and whether the two agree. */
final class SourceBooks {
    private final SourcePlan plan;
    private final Map<SimulatedEvent, Integer> copies = new HashMap<>();
    private final Set<SimulatedEvent> filtered = new HashSet<>();
    private final Map<SimulatedEvent, String> answers = new HashMap<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final Set<SimulatedEvent> overtaken = new HashSet<>();
    private final Set<SimulatedEvent> denied = new HashSet<>();
    private boolean undisturbed = true;

    SourceBooks(SourcePlan plan) {
        this.plan = plan;
    }

    /** A task ended in whatever way: repeats may have become records of their own, and what it knew is gone. */
    void disturb() {
        undisturbed = false;
        answers.clear();
        denied.clear();
    }

    void written(SimulatedEvent event) {
        int now = copies.merge(event, 1, Integer::sum);
        boolean askedAgain = plan.asks() && event.isAnswerable() && !plan.acceptsUnanswered();
        if (undisturbed && now > 1 && plan.remembers() > 0 && !askedAgain) {
            throw new Violation(
                    "without a restart no event becomes two records", event + " is written " + now + " times");
        }
        if (now == 1 && event.isMessage()) {
            int before = newest.getOrDefault(event.connection(), -1);
            newest.put(event.connection(), Math.max(before, event.number()));
            if (before > event.number()) {
                overtaken.add(event);
                if (undisturbed) {
                    throw disorder(event);
                }
            }
        }
    }

    private static Violation disorder(SimulatedEvent event) {
        return new Violation("events of a connection are written in their order", event + " came after a later one");
    }

    /** An application's reply was taken by the task that asked. */
    void said(SimulatedEvent event, int status) {
        if (status == 403) {
            denied.add(event);
        }
    }

    void filtered(SimulatedEvent event) {
        filtered.add(event);
    }

    /** What the service was told, whether it heard it or not; true for a client that is let in without a record. */
    boolean answered(SimulatedEvent event, int status, String body) {
        if (status == 503) {
            return false;
        }
        if (event.isRefused()) {
            if (status != 403) {
                throw new Violation(
                        "a client that is refused is not let in by a repeat", event + " is answered " + status);
            }
            return false;
        }
        if (status < 300 && denied.contains(event) && plan.remembers() > 0) {
            throw new Violation("whom an application refuses is not let in", event + " is answered " + status);
        }
        if (status < 300 && overtaken.contains(event)) {
            // Also after a restart: what was answered 2xx was written before the next event of its connection was sent.
            throw disorder(event);
        }
        boolean kept = copies.containsKey(event) || filtered.contains(event);
        boolean excused = event.isConnect() && plan.admits();
        if (status < 300 && !kept && !excused) {
            throw new Violation("no 2xx without a record in Kafka, or a filter", event + " is answered " + status);
        }
        String answer = status + " " + body;
        String before = answers.putIfAbsent(event, answer);
        // Whom nobody could decide about is let in, and may ask again.
        boolean decidedLater = excused && plan.asks();
        if (before != null && !before.equals(answer) && plan.remembers() > 0 && !decidedLater) {
            throw new Violation(
                    "a repeat gets the answer of the first", event + " is answered " + answer + " after " + before);
        }
        return status < 300 && !kept;
    }

    void bounds(int events, long bytes) {
        if (events > plan.maxEvents() || bytes > plan.maxBytes() || events < 0 || bytes < 0) {
            throw new Violation("what waits is bounded", events + " events of " + bytes + " bytes wait");
        }
    }
}
