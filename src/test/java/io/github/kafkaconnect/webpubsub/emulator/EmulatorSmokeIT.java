package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shortest way through: a send reaches exactly the clients it is meant for. */
@Tag("side-by-side")
class EmulatorSmokeIT {
    @Test
    void sendReachesTheGroupAndNobodyElse() {
        try (Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT)) {
            Wire wire = Wire.to(emulator);
            try (TestClient member = wire.client("chat")
                            .json()
                            .user("ann")
                            .groups("room1")
                            .greeted();
                    TestClient other = wire.client("chat").json().user("bob").greeted();
                    TestClient simple = wire.client("chat").groups("room1").connect()) {
                assertThat(wire.post("/api/hubs/chat/groups/room1/:send", "application/json", "{\"a\":1}")
                                .statusCode())
                        .isEqualTo(202);
                assertThat(member.next())
                        .isEqualTo("{\"type\":\"message\",\"from\":\"group\",\"group\":\"room1\","
                                + "\"dataType\":\"json\",\"data\":{\"a\":1}}");
                assertThat(simple.next()).isEqualTo("{\"a\":1}");
                assertThat(wire.post("/api/hubs/chat/:send", "text/plain", "all")
                                .statusCode())
                        .isEqualTo(202);
                assertThat(other.json().path("data").asText()).isEqualTo("all");
                assertThat(emulator.clients("CHAT")).hasSize(3);
            }
        }
    }
}
