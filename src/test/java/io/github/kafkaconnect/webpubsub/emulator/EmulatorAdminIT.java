package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What another process can see and change. */
@Tag("side-by-side")
class EmulatorAdminIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = "{\"eventHandlers\":[{\"urlTemplate\":\"http://127.0.0.1:1/{event}\","
            + "\"userEventPattern\":\"*\",\"systemEvents\":[\"connect\"]}],\"anonymousConnectPolicy\":\"allow\"}";

    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @BeforeEach
    void start() {
        emulator = Emulator.start(EmulatorOptions.DEFAULT);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private HttpResponse<String> admin(String method, String path, String body) {
        return Wire.send(HttpRequest.newBuilder(URI.create(emulator.endpoint() + "/_emulator/" + path))
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void hubsAreConfiguredAsInTheManagementApi() throws IOException {
        assertThat(admin("PUT", "hubs/Chat", SETTINGS).statusCode()).isEqualTo(204);
        JsonNode hub = JSON.readTree(admin("GET", "hubs/chat", "").body());
        assertThat(hub.path("eventHandlers").path(0).path("urlTemplate").asText())
                .isEqualTo("http://127.0.0.1:1/{event}");
        assertThat(hub.path("anonymousConnectPolicy").asText()).isEqualToIgnoringCase("allow");
        assertThat(JSON.readTree(admin("GET", "hubs", "").body()).has("chat")).isTrue();
        assertThat(emulator.hub("CHAT").eventHandlers()).hasSize(1);
        assertThat(admin("PUT", "hubs/chat", "{\"nonsense\":1").statusCode()).isEqualTo(400);
        assertThat(admin("DELETE", "hubs/chat", "").statusCode()).isEqualTo(204);
        assertThat(emulator.hub("chat").eventHandlers()).isEmpty();
    }

    @Test
    void faultsAreAddedAndRemoved() {
        String rule = "{\"fault\":\"answer\",\"status\":503,\"retryAfter\":\"1\",\"hub\":\"chat\",\"times\":1}";
        assertThat(admin("POST", "faults", rule).statusCode()).isEqualTo(204);
        Wire wire = Wire.to(emulator);
        assertThat(wire.post("/api/hubs/chat/:send", "text/plain", "x").statusCode())
                .isEqualTo(503);
        assertThat(wire.post("/api/hubs/chat/:send", "text/plain", "x").statusCode())
                .isEqualTo(202);
        assertThat(admin("POST", "faults", "{\"fault\":\"delay\",\"delayMs\":1}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(admin("DELETE", "faults", "").statusCode()).isEqualTo(204);
        assertThat(emulator.faults().active()).isZero();
        assertThat(admin("POST", "faults", "{\"fault\":\"nonsense\"}").statusCode())
                .isEqualTo(400);
        assertThat(admin("POST", "faults", "{\"fault\":\"resetAfter\",\"tims\":1}")
                        .body())
                .contains("tims");
    }

    @Test
    void statsCountRequestsConnectionsAndMessages() throws IOException {
        Wire wire = Wire.to(emulator);
        try (TestClient client = wire.client("chat").connect()) {
            wire.post("/api/hubs/chat/:send", "text/plain", "x");
            wire.post("/api/hubs/1/:send", "text/plain", "x");
            client.next();
            JsonNode stats = JSON.readTree(admin("GET", "stats", "").body());
            assertThat(stats.path("requestsByStatus").path("202").asInt()).isEqualTo(1);
            assertThat(stats.path("requestsByStatus").path("400").asInt()).isEqualTo(1);
            assertThat(stats.path("connections").asInt()).isEqualTo(1);
            assertThat(stats.path("messagesDelivered").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aFrozenEmulatorStillListensToItsAdmin() {
        assertThat(admin("POST", "freeze", "").statusCode()).isEqualTo(204);
        assertThat(admin("GET", "stats", "").statusCode()).isEqualTo(200);
        assertThat(admin("POST", "unfreeze", "").statusCode()).isEqualTo(204);
        assertThat(Wire.to(emulator).call("HEAD", "/api/health").statusCode()).isEqualTo(200);
        assertThat(admin("GET", "nonsense", "").statusCode()).isEqualTo(404);
    }
}
