package io.github.kafkaconnect.webpubsub.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One distributed Connect worker in a process of its own. On its class path are Kafka's own jars only; our plugins reach
 * it as the unpacked zips under {@code plugin.path}, with {@code plugin.discovery=service_load}.
 *
 * <p>A killed worker can be started again, on the same port and in the same group. Not safe for use by several threads.
 */
public final class ConnectWorker implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String STRING_CONVERTER = "org.apache.kafka.connect.storage.StringConverter";

    private final Settings settings;
    private final WorkFolder folder = WorkFolder.create("worker");
    private final ConnectClient rest;
    private final List<ChildProcess> runs = new ArrayList<>();

    /**
     * What a worker is started with.
     *
     * @param port of the REST API
     * @param group workers of the same group and broker form one cluster
     * @param properties added to, or put in place of, those of {@code connect.properties}
     * @param environment variables of the process, for {@code config.providers}
     */
    public record Settings(
            KafkaVersion version,
            String bootstrapServers,
            int port,
            Jvm jvm,
            String group,
            Map<String, String> properties,
            Map<String, String> environment) {

        public Settings {
            properties = Map.copyOf(properties);
            environment = Map.copyOf(environment);
        }

        /** A small worker on a free port, alone in its group. */
        public static Settings small(KafkaVersion version, String bootstrapServers) {
            return new Settings(version, bootstrapServers, Ports.free(), Jvm.SMALL, "connect", Map.of(), Map.of());
        }

        public Settings port(int newPort) {
            return new Settings(version, bootstrapServers, newPort, jvm, group, properties, environment);
        }

        public Settings jvm(Jvm newJvm) {
            return new Settings(version, bootstrapServers, port, newJvm, group, properties, environment);
        }

        public Settings group(String newGroup) {
            return new Settings(version, bootstrapServers, port, jvm, newGroup, properties, environment);
        }

        public Settings properties(Map<String, String> newProperties) {
            return new Settings(version, bootstrapServers, port, jvm, group, newProperties, environment);
        }

        public Settings environment(Map<String, String> newEnvironment) {
            return new Settings(version, bootstrapServers, port, jvm, group, properties, newEnvironment);
        }

        /** The text of {@code connect.properties}. */
        public String connectProperties(String pluginPath) {
            Map<String, String> lines = new TreeMap<>(Map.ofEntries(
                    Map.entry("bootstrap.servers", bootstrapServers),
                    Map.entry("group.id", group),
                    Map.entry("listeners", "http://127.0.0.1:" + port),
                    Map.entry("key.converter", STRING_CONVERTER),
                    Map.entry("value.converter", STRING_CONVERTER),
                    Map.entry("config.storage.topic", group + "-configs"),
                    Map.entry("offset.storage.topic", group + "-offsets"),
                    Map.entry("status.storage.topic", group + "-status"),
                    Map.entry("config.storage.replication.factor", "1"),
                    Map.entry("offset.storage.replication.factor", "1"),
                    Map.entry("status.storage.replication.factor", "1"),
                    Map.entry("offset.storage.partitions", "1"),
                    Map.entry("status.storage.partitions", "1"),
                    Map.entry("scheduled.rebalance.max.delay.ms", "0"),
                    Map.entry("plugin.path", pluginPath),
                    Map.entry("plugin.discovery", "service_load")));
            lines.putAll(properties);
            return PropertiesText.of(lines);
        }
    }

    /** Unpacks the plugins; {@link #start()} runs the worker. */
    public ConnectWorker(Settings settings) {
        this.settings = settings;
        this.rest = new ConnectClient(URI.create("http://127.0.0.1:" + settings.port()));
        Path plugins = folder.path().resolve("plugins");
        try {
            PluginZips.unpackTo(plugins);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        folder.write("connect.properties", settings.connectProperties(plugins.toString()));
    }

    /** Starts the worker and waits until its REST API answers; call it again after {@link #kill()} or {@link #terminate()}. */
    public ConnectWorker start() {
        ChildProcess run = ChildProcess.start("worker-" + (runs.size() + 1), folder, command(), settings.environment());
        runs.add(run);
        Waiting.until(
                () -> {
                    run.requireAlive();
                    return rest.isReady();
                },
                START_LIMIT,
                () -> "The Connect worker did not answer at " + rest.url() + "; " + run.obituary());
        return this;
    }

    /** The worker's REST API. */
    public ConnectClient rest() {
        return rest;
    }

    public int port() {
        return settings.port();
    }

    /** The process of the latest {@link #start()}. */
    public ChildProcess process() {
        return runs.get(runs.size() - 1);
    }

    /** Whether it was started and has not ended since. */
    public boolean isRunning() {
        return !runs.isEmpty() && process().isAlive();
    }

    /** SIGKILL. The group keeps the worker's place for {@code session.timeout.ms} (10 s by default). */
    public void kill() {
        process().kill();
    }

    /** SIGTERM, and waits for the orderly end. */
    public void terminate() {
        process().terminate();
    }

    @Override
    public void close() {
        runs.forEach(ChildProcess::close);
        folder.close();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(Jvm.launcher()));
        command.addAll(settings.jvm().options());
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                "-cp",
                settings.version().classPath(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                "connect.properties"));
        return command;
    }
}
