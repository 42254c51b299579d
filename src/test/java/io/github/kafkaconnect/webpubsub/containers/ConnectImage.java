package io.github.kafkaconnect.webpubsub.containers;

import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.Jvm;
import io.github.kafkaconnect.webpubsub.stack.KafkaBroker;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.PluginZips;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import io.github.kafkaconnect.webpubsub.stack.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * A container with a broker, a worker and our two plugins, in the host's network: what listens on the test's loopback
 * and what listens in the container see each other without mapped ports.
 */
final class ConnectImage implements AutoCloseable {

    /** A public JRE; where no registry can be reached, a locally imported one is named instead. */
    private static final String BASE = System.getProperty("container.base.image", "eclipse-temurin:17-jre");

    private static final String CLUSTER_ID = "AAAAAAAAAAAAAAAAAAAAAQ";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final KafkaBroker.Settings broker;
    private final ConnectWorker.Settings worker;
    private final WorkFolder folder = WorkFolder.create("image");
    private final GenericContainer<?> container;

    ConnectImage(KafkaVersion version) {
        this.broker = KafkaBroker.Settings.small(version);
        this.worker = ConnectWorker.Settings.small(version, "127.0.0.1:" + broker.port());
        Path plugins = folder.path().resolve("plugins");
        PluginZips.unpackTo(plugins);
        folder.write("server.properties", broker.serverProperties(Ports.free(), "/kafka/data"));
        folder.write("connect.properties", worker.connectProperties("/kafka/plugins"));
        folder.write("run.sh", runScript());
        this.container = container(version.libs(), folder.path());
    }

    /** Builds the image, starts the container and waits until the worker has joined its group. */
    void start() {
        container.start();
    }

    String bootstrapServers() {
        return worker.bootstrapServers();
    }

    int connectPort() {
        return worker.port();
    }

    /** What broker and worker have logged. */
    String log() {
        return container.getLogs();
    }

    @Override
    public void close() {
        container.stop();
        folder.close();
    }

    private static GenericContainer<?> container(Path libs, Path files) {
        ImageFromDockerfile image = new ImageFromDockerfile("webpubsub-connect-test", true)
                .withFileFromPath("libs", libs)
                .withFileFromPath("plugins", files.resolve("plugins"))
                .withFileFromPath("server.properties", files.resolve("server.properties"))
                .withFileFromPath("connect.properties", files.resolve("connect.properties"))
                .withFileFromPath("run.sh", files.resolve("run.sh"))
                .withDockerfileFromBuilder(dockerfile -> dockerfile
                        .from(BASE)
                        .copy("libs", "/kafka/libs")
                        .copy("plugins", "/kafka/plugins")
                        .copy("server.properties", "/kafka/")
                        .copy("connect.properties", "/kafka/")
                        .copy("run.sh", "/kafka/")
                        .workDir("/kafka")
                        .cmd("sh", "/kafka/run.sh")
                        .build());
        // An engine without a bridge can build in the host's network only.
        image.withBuildImageCmdModifier(build -> build.withNetworkMode("host"));
        return new GenericContainer<>(image)
                .withNetworkMode("host")
                .waitingFor(Wait.forLogMessage(".*Finished starting connectors and tasks.*", 1)
                        .withStartupTimeout(START_LIMIT));
    }

    private String runScript() {
        String java = "java " + String.join(" ", Jvm.SMALL.options()) + " -cp '/kafka/libs/*' ";
        return String.join(
                "\n",
                "set -e",
                java + "kafka.tools.StorageTool format -t " + CLUSTER_ID + " -c server.properties",
                java + "kafka.Kafka server.properties &",
                "exec " + java + "org.apache.kafka.connect.cli.ConnectDistributed connect.properties",
                "");
    }
}
