package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.upstream.EventRecording;
import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.KafkaBroker;
import io.github.kafkaconnect.webpubsub.stack.KafkaProbe;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network between a worker and its broker is gone for longer than the worker's session lasts; nobody is told. */
class CutFromKafkaIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration CUT = Duration.ofSeconds(15);
    private static final Duration STEP = Duration.ofMillis(250);
    private static final int STEPS = 120;
    private static final int USERS = 10;

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndBothConnectorsGoOn(KafkaVersion version) {
        int brokerPort = Ports.free();
        int listenPort = Ports.free();
        Flow flow = Flow.toAwkwardNames(USERS, STEPS);
        try (KafkaLine line = new KafkaLine(brokerPort);
                KafkaBroker broker = new KafkaBroker(settings(version, brokerPort, line.port())).start();
                ConnectWorker worker = worker(version, broker).start();
                KafkaProbe kafka = new KafkaProbe(broker.bootstrapServers());
                Emulator emulator = Emulator.start(
                        UnkindEmulator.options(31).withHub(SourceConfig.HUB, SourceConfig.eventsTo(listenPort)))) {
            kafka.createTopic("records", 4, Map.of());
            kafka.createTopic("events", 4, Map.of());
            Stack.Connector sink = new Stack.Connector(worker.rest(), "sink");
            Stack.Connector source = new Stack.Connector(worker.rest(), "source");
            sink.configure(SinkConfig.toGroupOfKey(emulator, "records"));
            source.configure(SourceConfig.toTopic(emulator, listenPort, "events"));
            sink.awaitRunning();
            source.awaitRunning();
            try (Audience audience = Audience.inGroups(emulator, SinkConfig.HUB, flow.targets());
                    Speakers speakers = Speakers.connect(emulator, SourceConfig.HUB, USERS);
                    Pace pace = Pace.start(STEPS, STEP, number -> {
                        flow.write(kafka, "records", number, number + 1);
                        speakers.say(number, number + 1);
                    })) {
                speakers.awaitAnswers(USERS * STEPS / 6, LIMIT);
                cut(line, listenPort);
                await().atMost(LIMIT).until(pace::isDone);
                kafka.flush();

                requireSinkKept(flow, audience);
                requireSourceKept(version, speakers, emulator, kafka);
                assertThat(health(listenPort)).isEqualTo(200);
                sink.awaitRunning();
                source.awaitRunning();
            }
        }
    }

    /** Clients are told to come through the line. */
    private static KafkaBroker.Settings settings(KafkaVersion version, int port, int linePort) {
        return KafkaBroker.Settings.small(version)
                .port(port)
                .properties(Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + linePort));
    }

    private static ConnectWorker worker(KafkaVersion version, KafkaBroker broker) {
        return new ConnectWorker(ConnectWorker.Settings.small(version, broker.bootstrapServers())
                .environment(Map.of(Stack.ACCESS_KEY_VARIABLE, EmulatorOptions.WELL_KNOWN_KEYS.primary())));
    }

    private static void cut(KafkaLine line, int listenPort) {
        assertThat(health(listenPort)).isEqualTo(200);
        line.cut();
        await().during(Duration.ofSeconds(2))
                .atMost(CUT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> health(listenPort) != 200);
        await().pollDelay(CUT).atMost(CUT.plusSeconds(1)).until(() -> true);
        line.mend();
        await().atMost(LIMIT).until(() -> health(listenPort) == 200);
    }

    /** 0 where nobody listens. */
    private static int health(int port) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void requireSinkKept(Flow flow, Audience audience) {
        Verdict verdict =
                Verdict.of(flow.expected(), audience.await(flow.size(), LIMIT).received());
        assertThat(verdict.missing()).isEmpty();
        assertThat(verdict.strangers()).isEmpty();
        assertThat(verdict.disorders()).isEmpty();
    }

    private static void requireSourceKept(
            KafkaVersion version, Speakers speakers, Emulator emulator, KafkaProbe kafka) {
        speakers.awaitAnswers(USERS * STEPS, LIMIT);
        EventRecording recording = emulator.upstream().recording();
        assertThat(recording.forgotten()).isZero();
        List<EventRecording.Exchange> exchanges = recording.exchanges().stream()
                .filter(one -> one.type().equals("azure.webpubsub.user." + Speakers.EVENT))
                .toList();
        ClientView view = ClientView.of(exchanges, EventRecord.userEvents(kafka, "events"));
        System.out.println("Cut from Kafka for " + CUT.toSeconds() + " s, " + version + ": " + view.line());
        assertThat(exchanges).as("events that ended").hasSize(USERS * STEPS);
        assertThat(view.lost()).as("answered 2xx, not in Kafka").isEmpty();
        assertThat(view.disorders()).as("answered 2xx, out of order").isEmpty();
        assertThat(view.needlessCopies()).as("written more often than sent").isEmpty();
        assertThat(view.answered()).isGreaterThan(USERS * STEPS / 3);
    }
}
