package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.stack.ConnectClient;
import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.KafkaBroker;
import io.github.kafkaconnect.webpubsub.stack.KafkaProbe;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A broker and two workers of one group, on Kafka's own time-outs. One connector's tasks listen on another port on each worker: its
 * configuration names a variable of the worker's environment.
 */
final class Cluster implements AutoCloseable {
    /** In a connector's configuration: each worker's own port. */
    static final String LISTEN_ADDRESS = "127.0.0.1:${env:WEBPUBSUB_LISTEN_PORT}";

    /** How long the tasks of a worker that is gone wait for it before another one takes them over. */
    enum RebalanceDelay {
        DEFAULT("300000"),
        ADVISED("5000");

        private final String ms;

        RebalanceDelay(String ms) {
            this.ms = ms;
        }
    }

    private final List<Integer> listenPorts = List.of(Ports.free(), Ports.free());
    private final KafkaVersion version;
    private final RebalanceDelay delay;
    private final KafkaBroker broker;
    private final List<ConnectWorker> workers;
    private final KafkaProbe kafka;

    private Cluster(KafkaVersion version, RebalanceDelay delay) {
        this.version = version;
        this.delay = delay;
        this.broker = new KafkaBroker(KafkaBroker.Settings.small(version));
        this.workers = listenPorts.stream().map(this::worker).toList();
        this.kafka = new KafkaProbe(broker.bootstrapServers());
    }

    private ConnectWorker worker(int listenPort) {
        return new ConnectWorker(ConnectWorker.Settings.small(version, broker.bootstrapServers())
                .properties(Map.of(
                        "scheduled.rebalance.max.delay.ms",
                        delay.ms,
                        "config.providers",
                        "env",
                        "config.providers.env.class",
                        "org.apache.kafka.common.config.provider.EnvVarConfigProvider"))
                .environment(Map.of(
                        "WEBPUBSUB_LISTEN_PORT",
                        Integer.toString(listenPort),
                        Stack.ACCESS_KEY_VARIABLE,
                        EmulatorOptions.WELL_KNOWN_KEYS.primary())));
    }

    /** With its first worker running. */
    static Cluster start(KafkaVersion version, RebalanceDelay delay) {
        Cluster cluster = new Cluster(version, delay);
        try {
            cluster.broker.start();
            cluster.first().start();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    KafkaBroker broker() {
        return broker;
    }

    KafkaProbe kafka() {
        return kafka;
    }

    /** The worker that stays. */
    ConnectWorker first() {
        return workers.get(0);
    }

    /** The worker that comes and goes. */
    ConnectWorker second() {
        return workers.get(1);
    }

    boolean isSecondRunning() {
        return second().isRunning();
    }

    ConnectClient rest() {
        return first().rest();
    }

    List<Integer> listenPorts() {
        return listenPorts;
    }

    /** How many tasks of a connector run on a worker, as far as the first one knows. */
    long tasksOn(ConnectWorker worker, String connector) {
        return StreamSupport.stream(rest().status(connector).path("tasks").spliterator(), false)
                .filter(task -> task.path("state").asText().equals("RUNNING"))
                .filter(task -> task.path("worker_id").asText().endsWith(":" + worker.port()))
                .count();
    }

    @Override
    public void close() {
        kafka.close();
        workers.forEach(ConnectWorker::close);
        broker.close();
    }
}
