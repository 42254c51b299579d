package io.github.kafkaconnect.webpubsub.source.task;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that a task's clock does again and again. An executor cancels for good, and in silence, what throws once, and then no
 * deadline would ever be kept again; so a turn that fails is logged and the next one comes all the same. One line when turns begin to
 * fail, when they fail otherwise, and when they work again. For one thread.
 */
final class Duty implements Runnable {
    private final String name;
    private final Runnable turn;
    private final Lines lines;
    private @Nullable Class<?> failing;
    private long failures;

    Duty(String name, Runnable turn, Lines lines) {
        this.name = name;
        this.turn = turn;
        this.lines = lines;
    }

    /** Where the lines go. */
    interface Lines {
        void fails(String duty, Throwable defect);

        void worksAgain(String duty, long failures);
    }

    /** Into the worker's log. */
    static Lines log(String task) {
        Logger log = LoggerFactory.getLogger(Duty.class);
        return new Lines() {
            @Override
            public void fails(String duty, Throwable defect) {
                log.error("A defect: the task cannot {} and tries again task={}", duty, task, defect);
            }

            @Override
            public void worksAgain(String duty, long failures) {
                log.info("The task can {} again after {} failures task={}", duty, failures, task);
            }
        };
    }

    @Override
    public void run() {
        try {
            turn.run();
        } catch (RuntimeException | Error e) {
            note(e);
            return;
        }
        if (failing != null) {
            failing = null;
            lines.worksAgain(name, failures);
            failures = 0;
        }
    }

    private void note(Throwable defect) {
        failures++;
        if (failing != defect.getClass()) {
            failing = defect.getClass();
            lines.fails(name, defect);
        }
    }
}
