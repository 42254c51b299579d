package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.stack.JavaProgram;
import io.github.kafkaconnect.webpubsub.stack.Jvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emulator as a process of its own. */
class EmulatorProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static JavaProgram start(Map<String, String> properties) {
        return JavaProgram.start("emulator", Main.class.getName(), Jvm.SMALL, properties);
    }

    @Test
    void oneLineSaysWhereItIsAndWithWhichKey(@TempDir Path folder) throws IOException {
        Path hubs = Files.writeString(folder.resolve("hubs.json"), "{\"chat\":{\"anonymousConnectPolicy\":\"allow\"}}");
        Map<String, String> properties = Map.of(
                "emulator.port", "0",
                "emulator.hubs", hubs.toString(),
                "emulator.entra.token", "an-identity",
                "emulator.rest.bodies.bytes.max", "5",
                "emulator.rest.bodies.oversize.status", "413");
        try (JavaProgram program = start(properties)) {
            String ready = program.awaitReady(LIMIT);
            assertThat(ready)
                    .matches("READY Endpoint=http://127\\.0\\.0\\.1:\\d+;"
                            + "AccessKey=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH;Version=1\\.0;");
            String endpoint = ready.substring(ready.indexOf('=') + 1, ready.indexOf(';'));
            assertThat(Wire.send(HttpRequest.newBuilder(URI.create(endpoint + "/_emulator/hubs"))
                                    .build())
                            .body())
                    .startsWith("{\"chat\":{")
                    .contains("\"allow\"");
            assertThat(send(endpoint, "chat", "12345")).isEqualTo(202);
            assertThat(send(endpoint, "unlisted", "12345")).isEqualTo(202);
            assertThat(send(endpoint, "chat", "123456")).isEqualTo(413);
        }
    }

    private static int send(String endpoint, String hub, String text) {
        return Wire.send(HttpRequest.newBuilder(URI.create(endpoint + "/api/hubs/" + hub + "/:send"))
                        .header("Authorization", "Bearer an-identity")
                        .POST(BodyPublishers.ofString(text))
                        .build())
                .statusCode();
    }

    @Test
    void aPropertyThatIsNoneStopsItAtOnce() {
        try (JavaProgram program = start(Map.of("emulator.port", "0", "emulator.sed", "1"))) {
            assertThatThrownBy(() -> program.awaitReady(LIMIT)).isInstanceOf(RuntimeException.class);
            assertThat(program.process().log()).contains("The emulator cannot start: There is no option emulator.sed");
        }
    }
}
