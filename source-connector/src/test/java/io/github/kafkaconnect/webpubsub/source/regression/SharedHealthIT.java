package io.github.kafkaconnect.webpubsub.source.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.task.TaskUnderTest;
import org.junit.jupiter.api.Test;

/** A balancer that asked for one connector's health was told about all connectors of the port, and left the healthy one alone too. */
class SharedHealthIT {
    private final ListenerRegistry worker = new ListenerRegistry();
    private final int port = TaskUnderTest.freePort();

    @Test
    void eachConnectorOfAPortHasAHealthOfItsOwn() {
        TaskUnderTest first = start("first", "1000", "upstream.path", "/1", "upstream.health.path", "/health/1");
        try (TaskUnderTest second =
                start("second", "60000", "upstream.path", "/2", "upstream.health.path", "/health/2")) {
            first.poll();
            second.poll();
            assertThat(status(second, "/health/1")).isEqualTo(200);
            await().until(() -> status(second, "/health/1") == 503);
            assertThat(status(second, "/health/2")).isEqualTo(200);
            first.poll();
            assertThat(status(second, "/health/1")).isEqualTo(200);
            first.close();
            assertThat(status(second, "/health/1")).isEqualTo(503);
            assertThat(status(second, "/health/2")).isEqualTo(200);
            assertThat(status(second, "/health")).isEqualTo(404);
        }
    }

    @Test
    void connectorsWithTheSameHealthPathAreJudgedTogether() {
        TaskUnderTest first = start("first", "1000", "upstream.path", "/1");
        try (TaskUnderTest second = start("second", "60000", "upstream.path", "/2")) {
            first.poll();
            second.poll();
            assertThat(status(second, "/health")).isEqualTo(200);
            await().until(() -> status(second, "/health") == 503);
            first.close();
            assertThat(status(second, "/health"))
                    .as("whoever is gone does not count")
                    .isEqualTo(200);
        }
    }

    @Test
    void aTaskThatIsStalledSpoilsTheHealthOfItsConnector() {
        try (TaskUnderTest zero = start("first", "1000");
                TaskUnderTest one = start("first", "60000", "webpubsub.task.index", "1")) {
            zero.poll();
            one.poll();
            assertThat(status(one, "/health")).isEqualTo(200);
            await().until(() -> status(one, "/health") == 503);
            zero.poll();
            assertThat(status(one, "/health")).isEqualTo(200);
        }
    }

    private TaskUnderTest start(String name, String pollGapMs, String... more) {
        String[] pairs = new String[more.length + 4];
        System.arraycopy(new String[] {"name", name, "poll.gap.ms", pollGapMs}, 0, pairs, 0, 4);
        System.arraycopy(more, 0, pairs, 4, more.length);
        return TaskUnderTest.start(worker, port, pairs);
    }

    private static int status(TaskUnderTest task, String path) {
        return task.send("GET", path).statusCode();
    }
}
