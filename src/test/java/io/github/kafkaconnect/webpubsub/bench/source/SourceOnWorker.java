package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.events.Events;
import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.Jvm;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Our plugin, from its zip, with one task in a worker of its own (4.3.1, distributed). */
final class SourceOnWorker {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private SourceOnWorker() {}

    /**
     * Starts worker and connector; returns when the task runs.
     *
     * @param options added to those without which the source cannot run; all others have their defaults
     */
    static Door start(Rig rig, String topic, Map<String, String> options) {
        return start(rig, topic, options, Map.of());
    }

    /** @param properties of the worker, added to those that it needs */
    static Door start(Rig rig, String topic, Map<String, String> options, Map<String, String> properties) {
        String name = rig.kafka().freshName("worker");
        int port = Ports.free();
        ConnectWorker worker = new ConnectWorker(
                ConnectWorker.Settings.small(KafkaVersion.V4_3, rig.kafka().bootstrap())
                        .jvm(Jvm.FULL)
                        .properties(properties)
                        .group(name));
        try {
            worker.start();
            worker.rest().put(name, config(port, topic, options));
            worker.rest().awaitRunning(name, LIMIT);
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
        return new Door(worker.process(), port, () -> {
            // In a hurry: nothing of it is read again.
            worker.kill();
            worker.close();
        });
    }

    private static Map<String, String> config(int port, String topic, Map<String, String> options) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class",
                "io.github.kafkaconnect.webpubsub.source.WebPubSubSourceConnector",
                "tasks.max",
                "1",
                "topic",
                topic,
                "webpubsub.connection.string",
                Events.connectionString(),
                "webpubsub.hub",
                Events.HUB,
                "upstream.listen.address",
                "127.0.0.1:" + port,
                "upstream.path",
                Events.PATH,
                "key.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "value.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter",
                "header.converter",
                "org.apache.kafka.connect.storage.StringConverter"));
        config.putAll(options);
        return config;
    }
}
