package io.github.kafkaconnect.webpubsub.source.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WARN with the remedy when a task gets into trouble, and one INFO when it is over. For one thread, which looks once a second. */
final class StateLog {
    private static final Logger LOG = LoggerFactory.getLogger(StateLog.class);
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final List<Watched> states = new ArrayList<>();
    private final Lines lines;

    StateLog(Lines lines) {
        this.lines = lines;
    }

    /** Where the lines go. */
    interface Lines {
        void warn(String line);

        void info(String line);
    }

    private record Watched(BooleanSupplier seen, String warning, String over, StateWatch watch) {}

    /** Into the worker's log. */
    static StateLog ofTask(String task) {
        return new StateLog(new Lines() {
            @Override
            public void warn(String line) {
                LOG.warn("{} task={}", line, task);
            }

            @Override
            public void info(String line) {
                LOG.info("{} task={}", line, task);
            }
        });
    }

    /**
     * @param seen whether the state holds, or has held since it was asked last
     * @param warning what happens to events, why, and what to do
     * @param over said when it ends
     */
    StateLog add(BooleanSupplier seen, String warning, String over) {
        states.add(new Watched(seen, warning, over, new StateWatch(CALM_NANOS)));
        return this;
    }

    /** Says what has changed. */
    void look(long nowNanos) {
        for (Watched state : states) {
            switch (state.watch().look(state.seen().getAsBoolean(), nowNanos)) {
                case BEGAN -> lines.warn(state.warning());
                case ENDED -> lines.info(state.over() + " after "
                        + TimeUnit.NANOSECONDS.toMillis(state.watch().lastedNanos()) + " ms");
                case NONE -> {
                    // It is as it was.
                }
            }
        }
    }
}
