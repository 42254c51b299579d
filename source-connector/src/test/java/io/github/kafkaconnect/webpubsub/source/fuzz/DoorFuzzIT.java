package io.github.kafkaconnect.webpubsub.source.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.source.task.OpenDoor;
import io.github.kafkaconnect.webpubsub.source.task.OpenDoor.Taken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Thousands of broken conversations with a real door: {@code -Dfuzz.inputs} of them from the seed {@code -Dfuzz.first} on. Each ends with a
 * clean status or a clean close and within the time-outs; nothing is taken that is no event by the letter of the standard; a neighbour
 * notices nothing; Netty misses no buffer.
 */
class DoorFuzzIT {
    private static final int INPUTS = 6_000;
    private static final int THREADS = 48;
    private static final Duration LATE = Duration.ofMillis(300);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 404, 405, 408, 413, 414, 431, 501, 505);

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void endsEveryConversationCleanlyAndTakesEventsOnly() throws Exception {
        int inputs = Integer.getInteger("fuzz.inputs", INPUTS);
        long first = Long.getLong("fuzz.first", 0);
        try (LeakWatch leaks = new LeakWatch()) {
            try (OpenDoor door = OpenDoor.open(limits -> limits.withTimeouts(LATE, LATE, IDLE));
                    Neighbour neighbour = new Neighbour(door.address())) {
                converse(door, first, inputs);
                assertThat(neighbour.requireUndisturbed(door)).isGreaterThan(inputs / 100);
                assertThat(door.connectionIds()).allMatch(id -> id.equals(Neighbour.ID) || id.startsWith("fuzz-"));
            }
            assertThat(leaks.report()).as("buffers lost").isNull();
            LeakWatch.leak();
            assertThat(leaks.report()).as("a buffer lost on purpose").isNotNull();
        }
        System.out.println(inputs + " conversations: " + accepted + " events taken, " + refused + " refusals");
        assertThat(accepted.get()).as("events among them").isGreaterThan(inputs / 10);
        assertThat(refused.get()).as("refusals among them").isGreaterThan(inputs / 10);
    }

    private void converse(OpenDoor door, long first, int inputs) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (long seed = first; seed < first + inputs; seed++) {
                long mine = seed;
                ends.add(threads.submit(() -> converse(door, mine)));
            }
            List<String> failures = new ArrayList<>();
            for (Future<?> end : ends) {
                try {
                    end.get();
                } catch (ExecutionException failed) {
                    failures.add(String.valueOf(failed.getCause()));
                }
            }
            assertThat(failures.size()).as(() -> String.join("\n\n", failures)).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private void converse(OpenDoor door, long seed) {
        String connectionId = "fuzz-" + seed;
        String text = new Mutations(seed).next(connectionId) + Texts.GOODBYE;
        try {
            List<Answer> answers = Wire.talk(door.address(), text);
            judge(text, answers, door.taken(connectionId));
        } catch (IOException | AssertionError e) {
            throw new AssertionError("-Dfuzz.first=" + seed + " -Dfuzz.inputs=1: " + e + "\n" + visible(text), e);
        }
    }

    private void judge(String text, List<Answer> answers, List<Taken> taken) {
        List<StrictReading.Request> requests = StrictReading.of(text);
        List<Taken> events = requests.stream()
                .filter(StrictReading.Request::isEvent)
                .map(StrictReading.Request::asTaken)
                .toList();
        assertThat(taken).as("taken, in order").satisfies(all -> requireWithin(all, events));
        assertThat(answers.stream().filter(answer -> answer.status() == 204).count())
                .as("events answered 2xx")
                .isLessThanOrEqualTo(events.size());
        assertThat(answers.stream().filter(answer -> answer.status() == 200).count())
                .as("answers 200")
                .isLessThanOrEqualTo(requests.size() - events.size());
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            boolean fine = answer.status() == 200 || answer.status() == 204 || answer.status() == 100;
            assertThat(fine || REFUSALS.contains(answer.status()))
                    .as("status " + answer.status())
                    .isTrue();
            assertThat(answer.last() && i < answers.size() - 1)
                    .as("went on after its last answer")
                    .isFalse();
        }
        accepted.addAndGet(taken.size());
        refused.addAndGet((int) answers.stream()
                .filter(answer -> REFUSALS.contains(answer.status()))
                .count());
    }

    /** Some may be left out, none added or moved. */
    private static void requireWithin(List<? extends Taken> taken, List<Taken> events) {
        Iterator<Taken> rest = events.iterator();
        for (Taken one : taken) {
            boolean found = false;
            while (!found && rest.hasNext()) {
                found = rest.next().equals(one);
            }
            assertThat(found).as("taken although no event: " + one).isTrue();
        }
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\n') {
                shown.append("\\n\n");
            } else if (c < ' ' || c > '~') {
                shown.append(String.format("\\x%02x", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }
}
