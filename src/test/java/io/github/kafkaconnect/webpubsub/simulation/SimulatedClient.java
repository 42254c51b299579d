package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReply;
import io.github.kafkaconnect.webpubsub.common.transport.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection as the service sees it: connect, then messages one after the other and connected beside them, each posted up to four times
 * (after 1, 3 and 5 s) while the answer is 5xx or none.
 */
final class SimulatedClient {
    private static final long MILLI = Scenario.MILLI;
    private static final long[] RETRY_MS = {1_000, 3_000, 5_000};
    /** More than a tick of the task's clock. */
    private static final long SLACK_NANOS = 120 * MILLI;

    private final SourceScenario scenario;
    private final String connection;
    private final List<Post> open = new ArrayList<>();
    private boolean done;

    SimulatedClient(SourceScenario scenario, String connection) {
        this.scenario = scenario;
        this.connection = connection;
    }

    void begin() {
        new Post(new SimulatedEvent(connection, 0, "connect"), 0).send();
    }

    /** The worker died, and its connections with it. */
    void cut() {
        List.copyOf(open).forEach(Post::cut);
    }

    boolean isDone() {
        return done && open.isEmpty();
    }

    void requireDone() {
        if (!isDone()) {
            throw new Violation("every request is answered", connection + " waits with " + open.size() + " requests");
        }
    }

    private void ended(SimulatedEvent event, boolean success) {
        if (event.isConnect()) {
            if (!success) {
                done = true;
                return;
            }
            new Post(new SimulatedEvent(connection, 1, "connected"), 0).send();
            message(2);
        } else if (event.isMessage()) {
            message(event.number() + 1);
        } else if (event.name().equals("disconnected")) {
            done = true;
        }
    }

    private void message(int number) {
        boolean last = number >= 2 + scenario.plan().messages();
        SimulatedEvent next = new SimulatedEvent(connection, number, last ? "disconnected" : "message");
        scenario.after(scenario.dice().millis(0, 40), () -> new Post(next, 0).send());
    }

    /** One attempt to post an event. */
    private final class Post implements HttpReceiver.Reply {
        private final SimulatedEvent event;
        private final int attempt;
        private boolean answered;
        private boolean cut;

        Post(SimulatedEvent event, int attempt) {
            this.event = event;
            this.attempt = attempt;
        }

        void send() {
            if (attempt > 0) {
                scenario.count(SourceKind.REPEATED);
            }
            HttpReceiver.Handler door = scenario.door();
            if (door == null) {
                scenario.count(SourceKind.REFUSED_CONNECTION);
                failed();
                return;
            }
            open.add(this);
            int limit = event.isConnect()
                    ? scenario.plan().connectMs()
                    : scenario.plan().answerMs();
            scenario.after(limit * MILLI + SLACK_NANOS, this::requireAnswer);
            door.handle(new ReceivedRequest("POST", "/e", event.headers(), event.body()), this);
        }

        private void requireAnswer() {
            if (!answered && !cut) {
                throw new Violation("every request is answered by its deadline", event + " is not");
            }
        }

        @Override
        public void send(HttpReply reply) {
            if (answered) {
                throw new Violation("every request is answered once", event + " is answered again: " + reply.status());
            }
            answered = true;
            if (cut) {
                return;
            }
            open.remove(this);
            scenario.say(event + " is answered " + reply.status());
            if (scenario.books().answered(event, reply.status(), new String(reply.body(), StandardCharsets.UTF_8))) {
                scenario.count(SourceKind.ADMITTED);
            }
            scenario.after(0, () -> heard(reply));
        }

        private void heard(HttpReply reply) {
            if (scenario.dice().oneIn(25)) {
                scenario.count(SourceKind.ANSWER_LOST);
                failed();
            } else if (reply.status() >= 500) {
                scenario.count(SourceKind.TRY_AGAIN);
                failed();
            } else {
                scenario.count(kind(reply));
                ended(event, reply.status() < 300);
            }
        }

        private SourceKind kind(HttpReply reply) {
            return reply.status() < 300 ? SourceKind.ANSWERED : SourceKind.REFUSED;
        }

        void cut() {
            scenario.count(SourceKind.BROKEN);
            cut = true;
            open.remove(this);
            failed();
        }

        private void failed() {
            if (attempt == RETRY_MS.length) {
                ended(event, false);
                return;
            }
            Post next = new Post(event, attempt + 1);
            scenario.after(RETRY_MS[attempt] * MILLI, next::send);
        }

        @Override
        public boolean isOpen() {
            return !cut;
        }
    }
}
