package io.github.kafkaconnect.webpubsub.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The whole bridge on this machine: broker, worker, emulator and page as processes, and the connectors of the chat.
 *
 * <p>{@link #start()} and {@link #close()} may be called by different threads; closing while it starts stops what has
 * been started so far.
 */
public final class LocalStack implements AutoCloseable {

    static final String TOPIC = "chat.message";
    private static final String EMULATOR = "io.github.kafkaconnect.webpubsub.emulator.Main";
    private static final String PAGE = "io.github.kafkaconnect.webpubsub.stack.page.Main";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final LocalOptions options;
    private final Progress progress;
    private final CompletableFuture<ChildProcess> firstDeath = new CompletableFuture<>();
    private final Deque<Runnable> started = new ArrayDeque<>();
    private boolean closed;

    LocalStack(LocalOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** A stack beside whatever else runs on this machine; it says nothing while it starts. */
    public static LocalStack onFreePorts() {
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        LocalOptions options = new LocalOptions(
                Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), LocalOptions.DEFAULT_ACCESS_KEY);
        return new LocalStack(options, new Progress(silent, System::nanoTime));
    }

    /** Completes with the first child that ends before it was asked to. */
    CompletableFuture<ChildProcess> firstDeath() {
        return firstDeath;
    }

    /** Starts everything; when it returns, a message travels all the way round. */
    public void start() {
        JavaProgram emulator = startEmulator();
        KafkaBroker broker = progress.step("Kafka broker on 127.0.0.1:" + options.kafkaPort(), this::startBroker);
        createTopic(broker);
        JavaProgram page = startPage();
        ConnectWorker worker =
                progress.step("Connect worker on 127.0.0.1:" + options.connectPort(), () -> startWorker(broker));
        progress.step("Emulator of Web PubSub on " + options.endpoint(), () -> emulator.awaitReady(LIMIT));
        progress.step("Connectors of config-examples/", () -> register(worker.rest()));
        progress.step("Page on 127.0.0.1:" + options.pagePort(), () -> page.awaitReady(LIMIT));
    }

    /** The line that scripts wait for. */
    String readyLine() {
        return "READY webpubsub=" + options.endpoint()
                + " hub=" + LocalOptions.HUB
                + " kafka=127.0.0.1:" + options.kafkaPort()
                + " connect=http://127.0.0.1:" + options.connectPort()
                + " page=http://127.0.0.1:" + options.pagePort()
                + " connection-string=\"" + options.connectionString() + "\"";
    }

    public String pageUrl() {
        return "http://127.0.0.1:" + options.pagePort();
    }

    /** Stops what was started, the last first. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            started.pop().run();
        }
    }

    private KafkaBroker startBroker() {
        KafkaBroker broker = own(
                new KafkaBroker(KafkaBroker.Settings.small(KafkaVersion.V4_3).port(options.kafkaPort())),
                KafkaBroker::close);
        broker.start();
        watch(broker.process());
        return broker;
    }

    /** The broker stamps the records, so that the page can tell the leg to Kafka from the leg out of it. */
    private static void createTopic(KafkaBroker broker) {
        try (KafkaProbe kafka = new KafkaProbe(broker.bootstrapServers())) {
            kafka.createTopic(TOPIC, 3, Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
        }
    }

    private ConnectWorker startWorker(KafkaBroker broker) {
        ConnectWorker worker = own(
                new ConnectWorker(ConnectWorker.Settings.small(KafkaVersion.V4_3, broker.bootstrapServers())
                        .port(options.connectPort())),
                ConnectWorker::close);
        worker.start();
        watch(worker.process());
        return worker;
    }

    private JavaProgram startEmulator() {
        WorkFolder folder = WorkFolder.create("emulator");
        Map<String, String> properties = Map.of(
                "emulator.port", Integer.toString(options.webPubSubPort()),
                "emulator.accesskey", options.accessKey(),
                "emulator.hubs", folder.write("hubs.json", hubs()).toString());
        JavaProgram emulator =
                own(JavaProgram.startIn(folder, "emulator", EMULATOR, Jvm.SMALL, properties), JavaProgram::close);
        watch(emulator.process());
        return emulator;
    }

    private JavaProgram startPage() {
        Map<String, String> properties = Map.of(
                "page.port",
                Integer.toString(options.pagePort()),
                "page.kafka",
                "127.0.0.1:" + options.kafkaPort(),
                "page.topic",
                TOPIC,
                "page.hub",
                LocalOptions.HUB,
                "page.connection.string",
                options.connectionString());
        JavaProgram page = own(JavaProgram.start("page", PAGE, Jvm.SMALL, properties), JavaProgram::close);
        watch(page.process());
        return page;
    }

    private String register(ConnectClient connect) {
        List<ExampleConfig> connectors = List.of(
                here(ExampleConfig.read("chat-source.json"))
                        .with("upstream.listen.address", "127.0.0.1:" + options.webhookPort()),
                here(ExampleConfig.read("chat-sink.json")));
        connectors.forEach(connector -> connect.create(connector.json()));
        connectors.forEach(connector -> connect.awaitRunning(connector.name(), LIMIT));
        return "RUNNING";
    }

    /** The files hold the default port and key; other ones take their place. */
    private ExampleConfig here(ExampleConfig connector) {
        return connector.with("webpubsub.connection.string", options.connectionString());
    }

    private String hubs() {
        Map<String, Object> handler = Map.of(
                "urlTemplate",
                "http://127.0.0.1:" + options.webhookPort() + "/eventhandler",
                "userEventPattern",
                "*",
                "systemEvents",
                List.of("connect", "connected", "disconnected"));
        try {
            return new ObjectMapper()
                    .writeValueAsString(Map.of(
                            LocalOptions.HUB,
                            Map.of("eventHandlers", List.of(handler), "anonymousConnectPolicy", "deny")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void watch(ChildProcess child) {
        child.onEnd(firstDeath::complete);
    }

    private synchronized <T> T own(T part, Consumer<T> stop) {
        if (closed) {
            stop.accept(part);
            throw new StackException("Stopped while starting");
        }
        started.push(() -> stop.accept(part));
        return part;
    }
}
