package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.auth.Claims;
import io.github.kafkaconnect.webpubsub.emulator.auth.Tokens;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Only a token for exactly this request, signed by one of the two keys and in its time, is let in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("side-by-side")
class EmulatorAuthIT {
    private static final String VECTOR = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
            + "eyJhdWQiOiJodHRwczovL2JyaWRnZS1kZXYud2VicHVic3ViLmF6dXJlLmNvbS9hcGkvaHVicy9jaGF0L2dyb3Vwcy9yb29tMS86c2Vu"
            + "ZD9hcGktdmVyc2lvbj0yMDI0LTEyLTAxIiwiaWF0IjoxODAwMDAwMDAwLCJleHAiOjE4MDAwMDM2MDB9."
            + "5wOdSWsGSdDzzYvQA_9SOMDJAyPdRP9wuO7GGwFGL2Q";
    private static final String VECTOR_KEY = "unit-test-key-0123456789abcdef0123456789";
    private static final String PATH = "/api/hubs/chat/:send?api-version=2024-12-01";

    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @BeforeAll
    void start() {
        emulator = Emulator.start(EmulatorOptions.DEFAULT);
        wire = Wire.to(emulator);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private static @Nullable Claims verify(String token, String key, long nowSeconds) {
        InstantSource clock = () -> Instant.ofEpochSecond(nowSeconds);
        Tokens tokens = new Tokens(clock, 300);
        tokens.keys(List.of("some-other-key-some-other-key-some-other", key));
        return tokens.verify(token);
    }

    @Test
    void theTestVectorIsValidInItsTime() {
        Claims claims = verify(VECTOR, VECTOR_KEY, 1_800_000_000);
        assertThat(claims).isNotNull();
        assertThat(claims == null ? List.of() : claims.audiences())
                .containsExactly(
                        "https://bridge-dev.webpubsub.azure.com/api/hubs/chat/groups/room1/:send?api-version=2024-12-01");
        assertThat(verify(VECTOR, VECTOR_KEY, 1_800_003_600 + 300)).isNotNull();
        assertThat(verify(VECTOR, VECTOR_KEY, 1_800_003_600 + 301)).isNull();
        assertThat(verify(VECTOR, VECTOR_KEY + "x", 1_800_000_000)).isNull();
        assertThat(verify(VECTOR.substring(0, VECTOR.length() - 2) + "AA", VECTOR_KEY, 1_800_000_000))
                .isNull();
    }

    @Test
    void unsignedAndGarbledTokensAreNoTokens() {
        String none = "eyJhbGciOiJub25lIn0.eyJleHAiOjE4MDAwMDM2MDB9.";
        for (String token : List.of(none, "", "a.b", "a.b.c", "...", "a.b.c.d", VECTOR + "!")) {
            assertThat(verify(token, VECTOR_KEY, 1_800_000_000)).as(token).isNull();
        }
    }

    private int send(@Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(emulator.endpoint() + PATH)).POST(BodyPublishers.ofString("x"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return Wire.send(request.build()).statusCode();
    }

    @Test
    void theAudienceIsTheFullAddressOfTheRequest() {
        String url = emulator.endpoint() + PATH;
        assertThat(send(wire.token(url, claims -> {}))).isEqualTo(202);
        assertThat(send(wire.token(url.replace("127.0.0.1", "localhost"), claims -> {})))
                .isEqualTo(202);
        for (String other : List.of(
                url + "&x=1",
                url.substring(0, url.indexOf('?')),
                url.replace("chat", "Chat"),
                url.replace("127.0.0.1", "127.0.0.2"),
                url.replace(":send", "%3Asend"),
                emulator.endpoint(),
                "https://webpubsub.azure.com")) {
            assertThat(send(wire.token(other, claims -> {}))).as(other).isEqualTo(401);
        }
        assertThat(send(null)).isEqualTo(401);
    }

    @Test
    void theTimeOfATokenCountsWithFiveMinutesOfSkew() {
        long now = Instant.now().getEpochSecond();
        String url = emulator.endpoint() + PATH;
        assertThat(send(wire.token(url, claims -> claims.claim("exp", now - 290))))
                .isEqualTo(202);
        assertThat(send(wire.token(url, claims -> claims.claim("exp", now - 310))))
                .isEqualTo(401);
        assertThat(send(wire.token(url, claims -> claims.claim("nbf", now + 290))))
                .isEqualTo(202);
        assertThat(send(wire.token(url, claims -> claims.claim("nbf", now + 310))))
                .isEqualTo(401);
        assertThat(send(wire.token(url, claims -> claims.claim("exp", null)))).isEqualTo(401);
    }

    @Test
    void bothKeysAreValidUntilTheyAreRotated() {
        try (Emulator rotating = Emulator.start(EmulatorOptions.DEFAULT)) {
            Wire primary = Wire.to(rotating);
            Wire secondary = primary.signingWith(rotating.keys().secondary());
            assertThat(primary.post(PATH, "text/plain", "x").statusCode()).isEqualTo(202);
            assertThat(secondary.post(PATH, "text/plain", "x").statusCode()).isEqualTo(202);
            String fresh = "a-fresh-primary-key-of-enough-bytes-1234";
            rotating.rotate(fresh, rotating.keys().secondary());
            assertThat(primary.post(PATH, "text/plain", "x").statusCode()).isEqualTo(401);
            assertThat(secondary.post(PATH, "text/plain", "x").statusCode()).isEqualTo(202);
            assertThat(primary.signingWith(fresh).post(PATH, "text/plain", "x").statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void switchesOpenWhatIsClosedByDefault() {
        RestRules open = RestRules.DEFAULT
                .withAudienceWithoutQuery()
                .withEntra("entra"::equals)
                .withKeyGeneratingTokens();
        String mint = "/api/hubs/chat/:generateToken";
        assertThat(wire.call("POST", mint).statusCode()).isEqualTo(401);
        try (Emulator opened = Emulator.start(EmulatorOptions.DEFAULT.withRest(open))) {
            Wire to = Wire.to(opened);
            assertThat(to.call("POST", mint).statusCode()).isEqualTo(200);
            for (String token : List.of("entra", to.token(opened.endpoint() + "/api/hubs/chat/:send", claims -> {}))) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(opened.endpoint() + PATH))
                        .POST(BodyPublishers.ofString("x"))
                        .header("Authorization", "Bearer " + token)
                        .build();
                assertThat(Wire.send(request).statusCode()).isEqualTo(202);
            }
        }
    }
}
