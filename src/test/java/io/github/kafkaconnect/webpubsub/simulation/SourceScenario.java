package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.ReceiverState;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerSpec;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One life of the source in virtual time, from a seed: clients, a worker with its tasks, Kafka, and what befalls them. */
final class SourceScenario {
    private static final long MILLI = Scenario.MILLI;
    /** After the last client is gone: long enough for all that is on its way. */
    private static final long REST_NANOS = 15_000 * MILLI;

    private static final long LONGEST_NANOS = 1_000_000 * MILLI;

    private final Dice dice;
    private final SourcePlan plan;
    private final SourceBooks books;
    private final Map<SourceKind, Long> coverage;
    private final Trace trace;
    private final Timeline timeline = new Timeline();
    private final List<SourceTask> tasks = new ArrayList<>();
    private final List<SourceTask> leaving = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private ListenerRegistry listeners = new ListenerRegistry(this::now);
    private HttpReceiver.@Nullable Handler handler;
    private long now;
    private long kafkaBackNanos;
    private long events;

    SourceScenario(long seed, Map<SourceKind, Long> coverage, Trace trace) {
        this.dice = new Dice(seed);
        this.plan = SourcePlan.drawn(dice);
        this.books = new SourceBooks(plan);
        this.coverage = coverage;
        this.trace = trace;
    }

    /** Plays it to its end; how many events there were. */
    long play() {
        startTasks();
        for (int i = 0; i < plan.clients(); i++) {
            SimulatedClient client = new SimulatedClient(this, kindOfClient() + i);
            clients.add(client);
            after(dice.millis(0, 500), client::begin);
        }
        for (int i = 0; i < plan.troubles(); i++) {
            after(dice.millis(50, 4_000), this::trouble);
        }
        long end = LONGEST_NANOS;
        while (timeline.nextNanos() <= end) {
            now = timeline.nextNanos();
            timeline.remove().run();
            events++;
            tasks.forEach(SourceTask::check);
            if (end == LONGEST_NANOS && clients.stream().allMatch(SimulatedClient::isDone)) {
                end = now + REST_NANOS;
            }
        }
        clients.forEach(SimulatedClient::requireDone);
        tasks.forEach(SourceTask::requireNothingOwed);
        return events;
    }

    private String kindOfClient() {
        if (dice.oneIn(6)) {
            return "evil";
        }
        return plan.asks() && dice.oneIn(4) ? "bad" : "c";
    }

    private void startTasks() {
        for (int index = 0; index < plan.tasks(); index++) {
            tasks.add(new SourceTask(this, listeners, spec(), index));
        }
    }

    private ListenerSpec spec() {
        return new ListenerSpec("sim:1", "settings", opened -> {
            handler = opened;
            return new Door(opened);
        });
    }

    private final class Door implements HttpReceiver {
        private final HttpReceiver.Handler opened;

        Door(HttpReceiver.Handler opened) {
            this.opened = opened;
        }

        @Override
        public InetSocketAddress address() {
            return InetSocketAddress.createUnresolved("sim", 1);
        }

        @Override
        public ReceiverState state() {
            return new ReceiverState(handler == opened, 0, 1, Map.of());
        }

        @Override
        public void close() {
            if (handler == opened) {
                handler = null;
            }
        }
    }

    private void trouble() {
        switch (dice.nextInt(5)) {
            case 0 -> {
                note(SourceKind.PAUSE);
                long until = now + dice.millis(300, 3_000);
                tasks.forEach(task -> task.pause(until));
            }
            case 1 -> {
                note(SourceKind.OUTAGE);
                kafkaBackNanos = now + dice.millis(300, 9_000);
            }
            case 2 -> {
                note(SourceKind.CRASH);
                books.disturb();
                tasks.forEach(SourceTask::kill);
                leaving.forEach(SourceTask::kill);
                tasks.clear();
                leaving.clear();
                handler = null;
                listeners = new ListenerRegistry(this::now);
                clients.forEach(SimulatedClient::cut);
                after(dice.millis(10, 3_000), this::revive);
            }
            case 3 -> {
                note(SourceKind.RESTART);
                List<SourceTask> old = List.copyOf(tasks);
                tasks.clear();
                old.forEach(SourceTask::stop);
                after(dice.millis(0, 2_000), this::revive);
            }
            default -> takeOver();
        }
    }

    private void takeOver() {
        if (tasks.isEmpty()) {
            return;
        }
        note(SourceKind.TAKE_OVER);
        books.disturb();
        List<SourceTask> old = List.copyOf(tasks);
        tasks.clear();
        startTasks();
        leaving.addAll(old);
        after(
                dice.millis(0, 500),
                () -> old.forEach(task -> {
                    if (leaving.remove(task)) {
                        task.stop();
                    }
                }));
    }

    /** Whether others have taken over from it. */
    boolean isLeaving(SourceTask task) {
        return leaving.contains(task);
    }

    private void revive() {
        if (tasks.isEmpty()) {
            startTasks();
        }
    }

    HttpReceiver.@Nullable Handler door() {
        return handler;
    }

    SourcePlan plan() {
        return plan;
    }

    SourceBooks books() {
        return books;
    }

    Dice dice() {
        return dice;
    }

    long now() {
        return now;
    }

    long kafkaBackNanos() {
        return kafkaBackNanos;
    }

    void after(long nanos, Runnable event) {
        timeline.at(now + nanos, event);
    }

    void at(long nanos, Runnable event) {
        timeline.at(nanos, event);
    }

    void count(SourceKind kind) {
        coverage.merge(kind, 1L, Long::sum);
    }

    void note(SourceKind kind) {
        count(kind);
        say(kind.words());
    }

    void say(String words) {
        if (trace.isOn()) {
            trace.note(now, words);
        }
    }
}
