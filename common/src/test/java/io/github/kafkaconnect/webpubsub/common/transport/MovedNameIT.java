package io.github.kafkaconnect.webpubsub.common.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own, because only a new one takes its names from a file. */
class MovedNameIT {
    @Test
    void aNameThatMovesToAnotherAddressIsFollowed(@TempDir Path folder) throws IOException, InterruptedException {
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, MovedName.at("127.0.0.1"));
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        MovedName.class.getName(),
                        hosts.toString())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("before=201", "after=202", "back=201", "either=202");
        } finally {
            program.destroyForcibly();
        }
    }
}
