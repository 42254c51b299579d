package io.github.kafkaconnect.webpubsub.source.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.task.TaskUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/**
 * Connect may put two push tasks on one worker, where the second fails to bind, or does nothing. The promise: tasks share the port, each
 * event reaches exactly one of them, and a restart never trips over its own predecessor.
 */
class PortConflictIT {
    private final ListenerRegistry worker = new ListenerRegistry();
    private final int port = TaskUnderTest.freePort();

    @Test
    void tasksOfAConnectorShareThePortAndTheConnections() {
        // A busy machine polls late, which is not what is tested here.
        try (TaskUnderTest zero = TaskUnderTest.start(worker, port, "poll.gap.ms", "60000");
                TaskUnderTest one =
                        TaskUnderTest.start(worker, port, "poll.gap.ms", "60000", "webpubsub.task.index", "1")) {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(zero.postMessage("c" + i % 10, Integer.toString(i), "x"));
            }
            List<SourceRecord> atZero = new ArrayList<>();
            List<SourceRecord> atOne = new ArrayList<>();
            while (atZero.size() + atOne.size() < 40) {
                atZero.addAll(zero.poll());
                atOne.addAll(one.poll());
            }
            assertThat(atZero).isNotEmpty();
            assertThat(atOne).isNotEmpty();
            assertThat(atZero)
                    .extracting(SourceRecord::key)
                    .doesNotContainAnyElementsOf(
                            atOne.stream().map(SourceRecord::key).toList());
            atZero.forEach(zero::acknowledge);
            atOne.forEach(one::acknowledge);
            assertThat(answers).allMatch(answer -> answer.join() == 204);
        }
    }

    @Test
    void aSuccessorMayStartBeforeItsPredecessorStops() {
        TaskUnderTest old = TaskUnderTest.start(worker, port);
        CompletableFuture<Integer> before = old.postMessage("c1", "1", "before");
        SourceRecord record = old.poll(1).get(0);
        try (TaskUnderTest successor = TaskUnderTest.start(worker, port)) {
            CompletableFuture<Integer> after = successor.postMessage("c1", "2", "after");
            successor.poll(1).forEach(successor::acknowledge);
            assertThat(after.join()).isEqualTo(204);
            old.acknowledge(record);
            assertThat(before.join()).isEqualTo(204);
            old.close();
            CompletableFuture<Integer> later = successor.postMessage("c1", "3", "later");
            successor.poll(1).forEach(successor::acknowledge);
            assertThat(later.join()).isEqualTo(204);
        }
    }

    @Test
    void aSecondConnectorForTheSameEventsIsToldWhatToChange() {
        try (TaskUnderTest first = TaskUnderTest.start(worker, port)) {
            assertThatThrownBy(() -> TaskUnderTest.start(worker, port, "name", "second"))
                    .hasMessageContaining("connector chat takes the events of the same hub at /eventhandler")
                    .hasMessageContaining("upstream.path");
            TaskUnderTest.start(worker, port, "name", "third", "upstream.path", "/third")
                    .close();
            assertThat(first.send("GET", "/health").statusCode()).isEqualTo(200);
        }
    }
}
