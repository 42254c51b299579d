package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.stack.ConnectClient;
import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.KafkaBroker;
import io.github.kafkaconnect.webpubsub.stack.KafkaProbe;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A broker and a worker of one release. Tests share it through {@link SharedStacks}: each uses names of its own for
 * connectors and topics, removes its connectors, and starts the worker again when it killed it.
 */
final class Stack implements AutoCloseable {

    static final Duration RUNNING_LIMIT = Duration.ofSeconds(30);

    /** A killed member of a group is missed soon, for which Kafka's own defaults take 10 s and 45 s. */
    private static final Map<String, String> WORKER = Map.of(
            "session.timeout.ms", "2000",
            "heartbeat.interval.ms", "400",
            "consumer.session.timeout.ms", "2000",
            "consumer.heartbeat.interval.ms", "400",
            "config.providers", "env,file",
            "config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider",
            "config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");

    /** In the worker's environment: the primary key of every emulator here. */
    static final String ACCESS_KEY_VARIABLE = "WEBPUBSUB_ACCESS_KEY";

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final KafkaBroker broker;
    private final ConnectWorker worker;
    private final KafkaProbe kafka;

    private Stack(KafkaBroker broker, ConnectWorker worker) {
        this.broker = broker;
        this.worker = worker;
        this.kafka = new KafkaProbe(broker.bootstrapServers());
    }

    static Stack start(KafkaVersion version) {
        KafkaBroker broker = new KafkaBroker(
                        KafkaBroker.Settings.small(version).properties(Map.of("group.min.session.timeout.ms", "1000")))
                .start();
        try {
            return new Stack(broker, worker(version, broker));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static ConnectWorker worker(KafkaVersion version, KafkaBroker broker) {
        ConnectWorker worker = new ConnectWorker(ConnectWorker.Settings.small(version, broker.bootstrapServers())
                .properties(WORKER)
                .environment(Map.of(ACCESS_KEY_VARIABLE, EmulatorOptions.WELL_KNOWN_KEYS.primary())));
        try {
            return worker.start();
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    ConnectWorker worker() {
        return worker;
    }

    ConnectClient rest() {
        return worker.rest();
    }

    KafkaProbe kafka() {
        return kafka;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** A name for a connector or topic that no other test has. */
    static String uniqueName(String purpose) {
        return purpose + "-" + NAMES.incrementAndGet();
    }

    /** A new topic. */
    String topic(String purpose, int partitions) {
        String topic = uniqueName(purpose);
        kafka.createTopic(topic, partitions, Map.of());
        return topic;
    }

    /** Registers a connector and waits until it runs; closing it deletes it. */
    Connector connector(String purpose, Map<String, String> config) {
        Connector connector = new Connector(rest(), uniqueName(purpose));
        connector.configure(config);
        connector.awaitRunning();
        return connector;
    }

    /** A connector of this worker. */
    record Connector(ConnectClient rest, String name) implements AutoCloseable {

        void configure(Map<String, String> config) {
            rest.put(name, config);
        }

        void awaitRunning() {
            rest.awaitRunning(name, RUNNING_LIMIT);
        }

        @Override
        public void close() {
            rest.delete(name);
        }
    }

    @Override
    public void close() {
        kafka.close();
        worker.close();
        broker.close();
    }
}
