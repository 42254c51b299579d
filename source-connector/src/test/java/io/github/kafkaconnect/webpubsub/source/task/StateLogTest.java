package io.github.kafkaconnect.webpubsub.source.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StateLogTest {
    private final List<String> said = new ArrayList<>();
    private boolean slow;
    private boolean away;

    @Test
    void saysOneLineForEachChangeOfEachState() {
        StateLog log = new StateLog(new Said())
                .add(() -> slow, "It is slow: hurry", "It is fast again")
                .add(() -> away, "It is away: fetch it", "It is back");
        look(log, 0);
        assertThat(said).isEmpty();
        slow = true;
        look(log, 1);
        look(log, 2);
        away = true;
        look(log, 3);
        assertThat(said).containsExactly("WARN It is slow: hurry", "WARN It is away: fetch it");
        said.clear();
        slow = false;
        for (int second = 4; second < 60; second++) {
            look(log, second);
        }
        assertThat(said).containsExactly("INFO It is fast again after 2000 ms");
    }

    private static void look(StateLog log, int second) {
        log.look(TimeUnit.SECONDS.toNanos(second));
    }

    private final class Said implements StateLog.Lines {
        @Override
        public void warn(String line) {
            said.add("WARN " + line);
        }

        @Override
        public void info(String line) {
            said.add("INFO " + line);
        }
    }
}
