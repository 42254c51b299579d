package io.github.kafkaconnect.webpubsub.source.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DutyTest {
    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void aTurnThatFailsDoesNotEndTheOthers() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            Duty duty = new Duty(
                    "look",
                    () -> {
                        if (turns.incrementAndGet() % 2 == 1) {
                            throw new IllegalStateException("odd");
                        }
                    },
                    new Noted());
            var unused = clock.scheduleAtFixedRate(duty, 0, 1, TimeUnit.MILLISECONDS);
            await().until(() -> turns.get() >= 5);
        } finally {
            clock.shutdownNow();
        }
    }

    @Test
    void everyChangeIsSaidOnce() {
        List<Runnable> course = List.of(
                () -> {},
                this::defect,
                this::defect,
                this::error,
                this::error,
                this::defect,
                () -> {},
                () -> {},
                this::defect);
        Duty duty = new Duty("look", () -> course.get(turns.getAndIncrement()).run(), new Noted());
        course.forEach(turn -> duty.run());
        assertThat(lines)
                .containsExactly(
                        "look: defect 1", "look: error 3", "look: defect 5", "look works after 5", "look: defect 8");
    }

    private void defect() {
        throw new IllegalStateException("defect " + (turns.get() - 1));
    }

    private void error() {
        throw new StackOverflowError("error " + (turns.get() - 1));
    }

    private final class Noted implements Duty.Lines {
        @Override
        public void fails(String duty, Throwable defect) {
            lines.add(duty + ": " + defect.getMessage());
        }

        @Override
        public void worksAgain(String duty, long failures) {
            lines.add(duty + " works after " + failures);
        }
    }
}
