package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.stub.Payloads;
import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.Jvm;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Our plugin, from its zip, with one task in a worker of its own (4.3.1, distributed). */
final class SinkOnWorker {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private SinkOnWorker() {}

    /**
     * Starts worker and connector; returns when the task runs.
     *
     * @param options added to those without which the sink cannot run; all others have their defaults
     */
    static Running start(Rig rig, String topic, Map<String, String> options) {
        String name = rig.kafka().freshName();
        ConnectWorker worker = new ConnectWorker(
                ConnectWorker.Settings.small(KafkaVersion.V4_3, rig.kafka().bootstrap())
                        .jvm(Jvm.FULL)
                        .group(name));
        try {
            worker.start();
            worker.rest().put(name, config(rig.stub().port(), topic, options));
            worker.rest().awaitRunning(name, LIMIT);
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
        return new Running(worker.process(), () -> {
            // In a hurry: nothing of it is read again.
            worker.kill();
            worker.close();
        });
    }

    private static Map<String, String> config(int port, String topic, Map<String, String> options) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", "io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector",
                "tasks.max", "1",
                "topics", topic,
                "webpubsub.connection.string", Payloads.connectionString(port),
                "webpubsub.hub", "bench",
                "webpubsub.target", "group",
                "webpubsub.target.name", "${key}",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.storage.StringConverter"));
        config.putAll(options);
        return config;
    }
}
