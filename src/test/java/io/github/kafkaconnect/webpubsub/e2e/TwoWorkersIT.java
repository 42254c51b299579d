package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.upstream.EventRecording;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two workers behind a balancer that follows the health path, two tasks, Kafka's default rebalance delay of five minutes, within which nobody
 * takes over the task of a worker that went. Whatever happens in mid-flow: what was answered 2xx is in Kafka, in its connection's order,
 * and what is there twice was sent twice.
 */
class TwoWorkersIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration OUTAGE = Duration.ofSeconds(3);
    private static final int USERS = 20;
    private static final int PER_USER = 80;

    private static final Cluster CLUSTER = Cluster.start();

    /** Whether the service sends an event again that met 5xx or a broken connection. */
    enum Service {
        REPEATS,
        TRIES_ONCE
    }

    /** What is done to the workers, the network or the broker in mid-flow. */
    private interface Blow {
        void fall(Balancer balancer, String connector);
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void oneWorkerServesBothTasksUntilASecondOneJoins() {
        if (CLUSTER.isSecondRunning()) {
            CLUSTER.second().terminate();
        }
        ClientView view = play("join", Service.REPEATS, (balancer, connector) -> {
            assertThat(CLUSTER.tasksOn(CLUSTER.first(), connector))
                    .as("both tasks on one listener")
                    .isEqualTo(2);
            CLUSTER.second().start();
            awaitBoth(balancer, connector);
        });
        requireNothingFailed(view);
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatIsStoppedHandsItsClientsOver(Service service) {
        runBoth();
        ClientView view = play("stopped", service, (balancer, connector) -> {
            CLUSTER.second().terminate();
            requireThatTheFirstServesAlone(balancer, connector);
        });
        requireTheRestWasServed(view, service);
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatIsKilledLosesNothingThatItAnswered(Service service) {
        runBoth();
        ClientView view = play("killed", service, (balancer, connector) -> {
            CLUSTER.second().kill();
            requireThatTheFirstServesAlone(balancer, connector);
        });
        requireTheRestWasServed(view, service);
    }

    @ParameterizedTest
    @EnumSource
    void aCutBetweenBalancerAndWorkerLosesNothingThatWasAnswered(Service service) {
        runBoth();
        ClientView view = play("cut off", service, (balancer, connector) -> {
            Balancer.Backend second = balancer.backends().get(1);
            second.cut();
            Awaitility.await().atMost(LIMIT).until(() -> !second.isHealthy());
            pause(OUTAGE);
            second.mend();
            Awaitility.await().atMost(LIMIT).until(second::isHealthy);
        });
        requireTheRestWasServed(view, service);
    }

    /** Workers that miss the broker stop their tasks until it is back: meanwhile nobody listens. */
    @ParameterizedTest
    @EnumSource
    void aBrokerThatIsKilledLosesNothingThatWasAnswered(Service service) {
        runBoth();
        ClientView view = play("broker killed", service, (balancer, connector) -> {
            CLUSTER.broker().kill();
            pause(OUTAGE);
            CLUSTER.broker().start();
            awaitBoth(balancer, connector);
        });
        if (service == Service.REPEATS) {
            requireNothingFailed(view);
        } else {
            assertThat(view.answered()).as("those before the blow").isGreaterThanOrEqualTo(USERS * PER_USER / 4);
        }
    }

    private static ClientView play(String name, Service service, Blow blow) {
        String topic = Stack.uniqueName("two-workers");
        String connector = Stack.uniqueName("door");
        CLUSTER.kafka().createTopic(topic, 4, Map.of());
        try (Balancer balancer = new Balancer(CLUSTER.listenPorts());
                Emulator emulator = Emulator.start(options(service, balancer.port()));
                Stack.Connector door = new Stack.Connector(CLUSTER.rest(), connector)) {
            door.configure(SinkConfig.with(
                    SourceConfig.toTopic(emulator, 0, topic),
                    "upstream.listen.address",
                    Cluster.LISTEN_ADDRESS,
                    "tasks.max",
                    "2"));
            door.awaitRunning();
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> balancer.backends().get(0).isHealthy());
            if (CLUSTER.isSecondRunning()) {
                awaitBoth(balancer, connector);
            }
            return flow(name + ", service " + service, emulator, topic, () -> blow.fall(balancer, connector));
        }
    }

    private static ClientView flow(String name, Emulator emulator, String topic, Runnable blow) {
        try (Speakers speakers = Speakers.connect(emulator, SourceConfig.HUB, USERS);
                Pace pace = Pace.start(PER_USER, STEP, number -> speakers.say(number, number + 1))) {
            speakers.awaitAnswers(USERS * PER_USER / 4, LIMIT);
            blow.run();
            Awaitility.await().atMost(LIMIT).until(pace::isDone);
            speakers.awaitAnswers(USERS * PER_USER, LIMIT);

            EventRecording recording = emulator.upstream().recording();
            assertThat(recording.forgotten()).isZero();
            List<EventRecording.Exchange> exchanges = recording.exchanges().stream()
                    .filter(one -> one.type().equals("azure.webpubsub.user." + Speakers.EVENT))
                    .toList();
            ClientView view = ClientView.of(exchanges, EventRecord.userEvents(CLUSTER.kafka(), topic));
            System.out.println("Two workers, " + name + ": " + view.line());
            assertThat(exchanges).as("events that ended").hasSize(USERS * PER_USER);
            assertThat(view.lost()).as("answered 2xx, not in Kafka").isEmpty();
            assertThat(view.disorders()).as("answered 2xx, out of order").isEmpty();
            assertThat(view.needlessCopies()).as("written more often than sent").isEmpty();
            return view;
        }
    }

    private static EmulatorOptions options(Service service, int port) {
        EmulatorOptions options = UnkindEmulator.options(9).withHub(SourceConfig.HUB, SourceConfig.eventsTo(port));
        return service == Service.REPEATS
                ? options
                : options.withUpstream(UpstreamBehaviour.DOCUMENTED.withRetryDelays());
    }

    private static void runBoth() {
        if (!CLUSTER.isSecondRunning()) {
            CLUSTER.second().start();
        }
    }

    private static void awaitBoth(Balancer balancer, String connector) {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> balancer.backends().stream().allMatch(Balancer.Backend::isHealthy)
                        && CLUSTER.tasksOn(CLUSTER.first(), connector) == 1);
    }

    /** Kafka waits five minutes before it starts the other task elsewhere; one task is enough to serve all. */
    private static void requireThatTheFirstServesAlone(Balancer balancer, String connector) {
        Awaitility.await().atMost(LIMIT).until(() -> !balancer.backends().get(1).isHealthy());
        assertThat(balancer.backends().get(0).isHealthy()).isTrue();
        assertThat(CLUSTER.tasksOn(CLUSTER.first(), connector)).isEqualTo(1);
    }

    private static void requireNothingFailed(ClientView view) {
        assertThat(view.answered()).isEqualTo(USERS * PER_USER);
    }

    private static void requireTheRestWasServed(ClientView view, Service service) {
        if (service == Service.REPEATS) {
            requireNothingFailed(view);
        } else {
            assertThat(view.answered()).isGreaterThan(USERS * PER_USER / 2);
        }
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(1)).until(() -> true);
    }
}
