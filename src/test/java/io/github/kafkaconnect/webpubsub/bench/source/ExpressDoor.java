package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.events.Events;
import io.github.kafkaconnect.webpubsub.stack.ChildProcess;
import io.github.kafkaconnect.webpubsub.stack.ProjectFolder;
import io.github.kafkaconnect.webpubsub.stack.Requirement;
import io.github.kafkaconnect.webpubsub.stack.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The middleware {@code @azure/web-pubsub-express} with kafkajs, in Node.js; its packages come from npm. */
final class ExpressDoor {

    private static final Path SOURCES = ProjectFolder.root().resolve("src/test/bench-express");
    private static final Path FOLDER = ProjectFolder.root().resolve("target/bench-express");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long INSTALL_SECONDS = 300;
    private static final String READY = "READY port=";

    private ExpressDoor() {}

    /** Installs the packages unless that is done; what is missing, if something is. */
    static Optional<String> prepare() {
        if (!Requirement.NODE.isPresent()) {
            return Optional.of("it needs " + Requirement.NODE.description());
        }
        try {
            Files.createDirectories(FOLDER);
            Path lock = FOLDER.resolve("package-lock.json");
            boolean installed = Files.isDirectory(FOLDER.resolve("node_modules"))
                    && Files.exists(lock)
                    && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
            if (!installed) {
                Files.deleteIfExists(lock);
            }
            Files.copy(
                    SOURCES.resolve("package.json"),
                    FOLDER.resolve("package.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.copy(SOURCES.resolve("door.mjs"), FOLDER.resolve("door.mjs"), StandardCopyOption.REPLACE_EXISTING);
            return installed ? Optional.empty() : install(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lock is copied last of all but npm's work, and goes again when that fails: it says what is installed. */
    private static Optional<String> install(Path lock) throws IOException {
        Files.copy(SOURCES.resolve("package-lock.json"), lock);
        Path log = FOLDER.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) && npm.exitValue() == 0) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            npm.destroyForcibly();
        }
        Files.delete(lock);
        try (Stream<String> lines = Files.lines(log)) {
            return Optional.of("npm could not install its packages: "
                    + lines.findFirst().orElse("no answer within " + INSTALL_SECONDS + " s"));
        }
    }

    /** Starts it; {@link #prepare()} must have found nothing missing. */
    static Door start(Rig rig, String topic) {
        WorkFolder folder = WorkFolder.create("express-door");
        Map<String, String> environment = Map.of(
                "DOOR_BOOTSTRAP",
                rig.kafka().bootstrap(),
                "DOOR_TOPIC",
                topic,
                "DOOR_HUB",
                Events.HUB,
                "DOOR_PATH",
                Events.PATH);
        List<String> command = List.of("node", FOLDER.resolve("door.mjs").toString());
        ChildProcess process = ChildProcess.start("express-door", folder, command, environment);
        process.awaitLog(READY, LIMIT);
        int port = process.line(READY)
                .map(line -> Integer.parseInt(line.substring(READY.length())))
                .orElseThrow();
        return new Door(process, port, () -> {
            process.kill();
            folder.close();
        });
    }
}
