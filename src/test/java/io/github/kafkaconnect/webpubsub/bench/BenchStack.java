package io.github.kafkaconnect.webpubsub.bench;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.Jvm;
import io.github.kafkaconnect.webpubsub.stack.KafkaBroker;
import io.github.kafkaconnect.webpubsub.stack.KafkaProbe;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What is measured: broker and worker with 1 GB of heap each and full compilation, the emulator in this JVM, kind. */
final class BenchStack implements AutoCloseable {

    /** Its clients get what the sink sends; no handler is asked about them. */
    static final String SINK_HUB = "rooms";

    /** Its clients' events go to the source. */
    static final String SOURCE_HUB = "chat";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaBroker broker;
    private final ConnectWorker worker;
    private final KafkaProbe kafka;
    private final Emulator emulator;
    private final int webhookPort = Ports.free();

    BenchStack() {
        broker = new KafkaBroker(KafkaBroker.Settings.small(KafkaVersion.V4_3).jvm(Jvm.FULL)).start();
        worker = new ConnectWorker(ConnectWorker.Settings.small(KafkaVersion.V4_3, broker.bootstrapServers())
                        .jvm(Jvm.FULL))
                .start();
        kafka = new KafkaProbe(broker.bootstrapServers());
        HubSettings hub = HubSettings.DEFAULT.withEventHandlers(
                EventHandler.ofEverything("http://127.0.0.1:" + webhookPort + "/eventhandler"));
        emulator = Emulator.start(EmulatorOptions.DEFAULT
                .withRecording(EmulatorOptions.Recording.OFF)
                .withHub(SOURCE_HUB, hub));
    }

    KafkaProbe kafka() {
        return kafka;
    }

    Emulator emulator() {
        return emulator;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Starts the sink with one task and default options: each record goes to the group that its key names. */
    void startSink(String name, String topic) {
        start(
                name,
                Map.of(
                        "connector.class", "io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector",
                        "topics", topic,
                        "webpubsub.hub", SINK_HUB,
                        "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                        "value.converter", "org.apache.kafka.connect.storage.StringConverter",
                        "webpubsub.target", "group",
                        "webpubsub.target.name", "${key}"));
    }

    /** Starts the source with one task and default options. */
    void startSource(String name, String topic) {
        start(
                name,
                Map.of(
                        "connector.class", "io.github.kafkaconnect.webpubsub.source.WebPubSubSourceConnector",
                        "topic", topic,
                        "webpubsub.hub", SOURCE_HUB,
                        "upstream.listen.address", "127.0.0.1:" + webhookPort,
                        "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                        "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                        "header.converter", "org.apache.kafka.connect.storage.StringConverter"));
    }

    private void start(String name, Map<String, String> options) {
        Map<String, String> config = new HashMap<>(options);
        config.put("webpubsub.connection.string", emulator.connectionString());
        worker.rest().put(name, config);
        worker.rest().awaitRunning(name, LIMIT);
    }

    void delete(String connector) {
        worker.rest().delete(connector);
    }

    /** The heap in use by the worker after a full collection, in MiB. */
    double workerHeapMib() {
        return Heap.usedMib(worker.process().pid());
    }

    @Override
    public void close() {
        emulator.close();
        kafka.close();
        worker.close();
        broker.close();
    }
}
