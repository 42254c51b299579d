package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.upstream.EventRecording;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Users who talk while something is done to one of two workers, to the network or to the broker: two tasks, a balancer that follows the
 * health path. Whatever it is: what was answered 2xx is in Kafka, in its connection's
 * order, and what is there twice was sent twice.
 */
final class TwoWorkers implements AutoCloseable {
    private static final int USERS = 20;
    private static final int PER_USER = 80;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration OUTAGE = Duration.ofSeconds(3);

    private final KafkaVersion version;
    private final Cluster cluster;

    /** Whether the service sends an event again that met 5xx or a broken connection. */
    enum Service {
        REPEATS,
        TRIES_ONCE
    }

    /** What is done in mid-flow. */
    interface Blow {
        void fall(Balancer balancer, String connector);
    }

    /** With the first of the two running. */
    TwoWorkers(KafkaVersion version, Cluster.RebalanceDelay delay) {
        this.version = version;
        this.cluster = Cluster.start(version, delay);
    }

    Cluster cluster() {
        return cluster;
    }

    /** The network between balancer and second worker is gone for a while. */
    void cutOff(Balancer balancer, String connector) {
        Balancer.Backend second = balancer.backends().get(1);
        second.cut();
        Awaitility.await().atMost(LIMIT).until(() -> !second.isHealthy());
        pause(OUTAGE);
        second.mend();
        Awaitility.await().atMost(LIMIT).until(second::isHealthy);
    }

    /** Workers that miss the broker stop their tasks until it is back: meanwhile nobody listens. */
    void killBroker(Balancer balancer, String connector) {
        cluster.broker().kill();
        pause(OUTAGE);
        cluster.broker().start();
        awaitBoth(balancer, connector);
    }

    ClientView play(String name, Service service, Blow blow) {
        String topic = Stack.uniqueName("two-workers");
        String connector = Stack.uniqueName("door");
        cluster.kafka().createTopic(topic, 4, Map.of());
        try (Balancer balancer = new Balancer(cluster.listenPorts());
                Emulator emulator = Emulator.start(options(service, balancer.port()));
                Stack.Connector door = new Stack.Connector(cluster.rest(), connector)) {
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
            if (cluster.isSecondRunning()) {
                awaitBoth(balancer, connector);
            }
            return flow(name + ", service " + service, emulator, topic, () -> blow.fall(balancer, connector));
        }
    }

    private ClientView flow(String name, Emulator emulator, String topic, Runnable blow) {
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
            ClientView view = ClientView.of(exchanges, EventRecord.userEvents(cluster.kafka(), topic));
            System.out.println("Two workers " + version + ", " + name + ": " + view.line());
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

    void runBoth() {
        if (!cluster.isSecondRunning()) {
            cluster.second().start();
        }
    }

    void awaitBoth(Balancer balancer, String connector) {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> balancer.backends().stream().allMatch(Balancer.Backend::isHealthy)
                        && cluster.tasksOn(cluster.first(), connector) == 1);
    }

    /** By default Kafka waits five minutes before it starts the other task elsewhere; one task is enough to serve all. */
    void requireThatTheFirstServesAlone(Balancer balancer, String connector) {
        Awaitility.await().atMost(LIMIT).until(() -> !balancer.backends().get(1).isHealthy());
        assertThat(balancer.backends().get(0).isHealthy()).isTrue();
        assertThat(cluster.tasksOn(cluster.first(), connector)).isEqualTo(1);
    }

    static void requireNothingFailed(ClientView view) {
        assertThat(view.answered()).isEqualTo(USERS * PER_USER);
    }

    static void requireTheRestWasServed(ClientView view, Service service) {
        if (service == Service.REPEATS) {
            requireNothingFailed(view);
        } else {
            assertThat(view.answered()).isGreaterThan(USERS * PER_USER / 2);
        }
    }

    /** Workers that have lost the broker do not answer, so whoever tries once is only served before. */
    static void requireServedBeforeTheBrokerDied(ClientView view, Service service) {
        if (service == Service.REPEATS) {
            requireNothingFailed(view);
        } else {
            assertThat(view.answered()).as("those before the blow").isGreaterThanOrEqualTo(USERS * PER_USER / 4);
        }
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(1)).until(() -> true);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
