package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.emulator.entra.AuthorityClient;
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
        return send(endpoint, hub, text, "an-identity");
    }

    private static int send(String endpoint, String hub, String text, String token) {
        return Wire.send(HttpRequest.newBuilder(URI.create(endpoint + "/api/hubs/" + hub + "/:send"))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(text))
                        .build())
                .statusCode();
    }

    @Test
    void anotherLineSaysWhereIdentitiesGetTheirTokens() {
        Map<String, String> properties = Map.of(
                "emulator.port", "0",
                "emulator.entra.tenant", "the-tenant",
                "emulator.entra.clients", "bridge:its-secret:owner, watcher:another:reader",
                "emulator.entra.machines", "machine:owner,stranger:none");
        try (JavaProgram program = start(properties)) {
            String ready = program.awaitReady(LIMIT);
            String endpoint = ready.substring(ready.indexOf('=') + 1, ready.indexOf(';'));
            String told = program.process().line("ENTRA").orElseThrow();
            assertThat(told).contains(" tenant=the-tenant ");
            AuthorityClient client = new AuthorityClient(Path.of(word(told, "ca")));
            String tokens = word(told, "authority") + "the-tenant/oauth2/v2.0/token";

            assertThat(send(endpoint, "chat", "12345", withSecret(client, tokens, "bridge", "its-secret")))
                    .isEqualTo(202);
            assertThat(send(endpoint, "chat", "12345", withSecret(client, tokens, "watcher", "another")))
                    .isEqualTo(403);
            assertThat(withSecret(client, tokens, "bridge", "not-its-secret")).isEmpty();
            assertThat(send(endpoint, "chat", "12345", ofMachine(client, word(told, "imds"), "")))
                    .isEqualTo(202);
            assertThat(send(endpoint, "chat", "12345", ofMachine(client, word(told, "imds"), "&client_id=stranger")))
                    .isEqualTo(403);
        }
    }

    private static String word(String line, String name) {
        String rest = line.substring(line.indexOf(" " + name + "=") + name.length() + 2);
        return rest.split(" ", 2)[0];
    }

    /** The token, empty when there is none. */
    private static String withSecret(AuthorityClient client, String url, String id, String secret) {
        return client.post(
                        url,
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                id,
                                "client_secret",
                                secret,
                                "scope",
                                "https://webpubsub.azure.com/.default"))
                .text("access_token");
    }

    private static String ofMachine(AuthorityClient client, String host, String query) {
        return client.get(
                        host
                                + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://webpubsub.azure.com"
                                + query,
                        "Metadata",
                        "true")
                .text("access_token");
    }

    @Test
    void aPropertyThatIsNoneStopsItAtOnce() {
        try (JavaProgram program = start(Map.of("emulator.port", "0", "emulator.sed", "1"))) {
            assertThatThrownBy(() -> program.awaitReady(LIMIT)).isInstanceOf(RuntimeException.class);
            assertThat(program.process().log()).contains("The emulator cannot start: There is no option emulator.sed");
        }
    }
}
