package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions.Unkindness;
import io.github.kafkaconnect.webpubsub.emulator.rest.SendOrder.Delays;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sends that overlap overtake each other; sends that wait for the answer to the former do not. */
@Tag("side-by-side")
class EmulatorOrderIT {
    private static final String SEND = "/api/hubs/chat/groups/g/:send";

    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @BeforeEach
    void start() {
        emulator = Emulator.start(EmulatorOptions.DEFAULT.withUnkindness(
                Unkindness.NONE.withSeed(42).withSendDelays(Delays.upTo(Duration.ofMillis(15)))));
        wire = Wire.to(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private static List<String> take(TestClient client, int count) {
        return IntStream.range(0, count).mapToObj(i -> client.next()).toList();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    @Test
    void overlappingSendsOvertakeEachOther() {
        try (TestClient client = wire.client("chat").groups("g").connect()) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            numbers(60).forEach(number -> answers.add(wire.postLater(SEND, "text/plain", number)));
            answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
            List<String> received = take(client, 60);
            assertThat(received)
                    .containsExactlyInAnyOrderElementsOf(numbers(60))
                    .isNotEqualTo(numbers(60));
        }
    }

    @Test
    void awaitedSendsKeepTheirOrder() {
        try (TestClient client = wire.client("chat").groups("g").connect()) {
            numbers(40).forEach(number -> assertThat(
                            wire.post(SEND, "text/plain", number).statusCode())
                    .isEqualTo(202));
            assertThat(take(client, 40)).isEqualTo(numbers(40));
        }
    }

    @Test
    void theAnswerDoesNotWaitForTheClients() {
        Delays late = new Delays(Duration.ZERO, Duration.ZERO, Duration.ofMillis(300), Duration.ofMillis(300));
        try (Emulator lagging =
                Emulator.start(EmulatorOptions.DEFAULT.withUnkindness(Unkindness.NONE.withSendDelays(late)))) {
            Wire to = Wire.to(lagging);
            try (TestClient client = to.client("chat").groups("g").connect()) {
                long start = System.nanoTime();
                to.post(SEND, "text/plain", "x");
                assertThat(client.rest()).isEmpty();
                assertThat(client.next()).isEqualTo("x");
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
            }
        }
    }
}
