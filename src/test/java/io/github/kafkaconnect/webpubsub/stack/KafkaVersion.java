package io.github.kafkaconnect.webpubsub.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** The releases of Kafka whose broker and Connect worker the build lays out under {@code target/}. */
public enum KafkaVersion {
    V4_3("kafka-4.3"),
    V3_9("kafka-3.9");

    private final String folder;

    KafkaVersion(String folder) {
        this.folder = folder;
    }

    /** The folder with the jars of the broker and the worker, and none of ours. */
    public Path libs() {
        Path libs = ProjectFolder.root().resolve("target").resolve(folder).resolve("libs");
        if (!Files.isDirectory(libs)) {
            throw new StackException("Kafka's jars are not in " + libs + "; run: mvn package -DskipTests");
        }
        return libs;
    }

    /** The class path of a broker or worker of this release. */
    String classPath() {
        return libs().resolve("*").toString();
    }
}
