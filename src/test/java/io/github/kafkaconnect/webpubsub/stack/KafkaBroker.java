package io.github.kafkaconnect.webpubsub.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Kafka broker in a process of its own: KRaft, one node, on loopback, with its data in a temporary folder that
 * survives {@link #kill()} and {@link #start()} and goes with {@link #close()}.
 *
 * <p>Not safe for use by several threads.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String CLUSTER_ID = "AAAAAAAAAAAAAAAAAAAAAQ";
    private static final String STARTED = "Kafka Server started";

    private final Settings settings;
    private final int controllerPort = Ports.free();
    private final WorkFolder folder = WorkFolder.create("broker");
    private final List<ChildProcess> runs = new ArrayList<>();

    /**
     * What a broker is started with.
     *
     * @param port of the clients' listener
     * @param properties added to, or put in place of, those of {@code server.properties}
     */
    public record Settings(KafkaVersion version, int port, Jvm jvm, Map<String, String> properties) {

        public Settings {
            properties = Map.copyOf(properties);
        }

        /** A small broker on a free port. */
        public static Settings small(KafkaVersion version) {
            return new Settings(version, Ports.free(), Jvm.SMALL, Map.of());
        }

        public Settings port(int newPort) {
            return new Settings(version, newPort, jvm, properties);
        }

        public Settings jvm(Jvm newJvm) {
            return new Settings(version, port, newJvm, properties);
        }

        public Settings properties(Map<String, String> newProperties) {
            return new Settings(version, port, jvm, newProperties);
        }

        /** The text of {@code server.properties}. */
        public String serverProperties(int controllerPort, String dataFolder) {
            String clients = "PLAINTEXT://127.0.0.1:" + port;
            Map<String, String> lines = new TreeMap<>(Map.ofEntries(
                    Map.entry("process.roles", "broker,controller"),
                    Map.entry("node.id", "1"),
                    Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                    Map.entry("listeners", clients + ",CONTROLLER://127.0.0.1:" + controllerPort),
                    Map.entry("advertised.listeners", clients),
                    Map.entry("controller.listener.names", "CONTROLLER"),
                    Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                    Map.entry("log.dirs", dataFolder),
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("offsets.topic.num.partitions", "1"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("transaction.state.log.num.partitions", "1"),
                    Map.entry("group.initial.rebalance.delay.ms", "0"),
                    Map.entry("controlled.shutdown.enable", "false")));
            if (version == KafkaVersion.V4_3) {
                lines.put("share.coordinator.state.topic.replication.factor", "1");
            }
            lines.putAll(properties);
            return PropertiesText.of(lines);
        }
    }

    /** Formats the storage; {@link #start()} runs the broker. */
    public KafkaBroker(Settings settings) {
        this.settings = settings;
        try {
            format();
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Starts the broker, and waits until it serves; call it again after {@link #kill()} or {@link #terminate()}. */
    public KafkaBroker start() {
        List<String> command = command("kafka.Kafka", "server.properties");
        ChildProcess run = ChildProcess.start("broker-" + (runs.size() + 1), folder, command, Map.of());
        runs.add(run);
        run.awaitLog(STARTED, START_LIMIT);
        return this;
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    public int port() {
        return settings.port();
    }

    /** The process of the latest {@link #start()}. */
    public ChildProcess process() {
        return runs.get(runs.size() - 1);
    }

    /** SIGKILL. */
    public void kill() {
        process().kill();
    }

    /** SIGTERM, and waits for the orderly end. */
    public void terminate() {
        process().terminate();
    }

    /** Ends the broker and deletes its data. */
    @Override
    public void close() {
        runs.forEach(ChildProcess::close);
        folder.close();
    }

    private void format() {
        String data = folder.path().resolve("data").toString();
        folder.write("server.properties", settings.serverProperties(controllerPort, data));
        List<String> command =
                command("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", "server.properties");
        try (ChildProcess tool = ChildProcess.start("format", folder, command, Map.of())) {
            tool.awaitLog("Formatting", START_LIMIT);
            Waiting.until(() -> !tool.isAlive(), START_LIMIT, () -> "Kafka's storage was not formatted");
        }
    }

    private List<String> command(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Jvm.launcher()));
        command.addAll(settings.jvm().options());
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                "-cp",
                settings.version().classPath(),
                mainClass));
        command.addAll(List.of(arguments));
        return command;
    }
}
