package io.github.kafkaconnect.webpubsub.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions.Recording;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions.Unkindness;
import io.github.kafkaconnect.webpubsub.emulator.fault.Fault;
import io.github.kafkaconnect.webpubsub.emulator.fault.FaultRule;
import io.github.kafkaconnect.webpubsub.emulator.fault.Faults;
import io.github.kafkaconnect.webpubsub.emulator.fault.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What tests can make go wrong, and what they can see afterwards. */
@Tag("side-by-side")
class EmulatorFaultIT {
    private static final String SEND = "/api/hubs/chat/:send";

    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @BeforeEach
    void start() {
        emulator = Emulator.start(EmulatorOptions.DEFAULT);
        wire = Wire.to(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private int send(String text) {
        return wire.post(SEND, "text/plain", text).statusCode();
    }

    @Test
    void aRefusedSendReachesNobodyAndTheRuleEndsAfterItsTimes() {
        emulator.faults()
                .add(FaultRule.answer(429)
                        .retryAfter("7")
                        .onSends()
                        .when(target -> "chat".equals(target.hub()))
                        .times(2));
        try (TestClient client = wire.client("chat").connect()) {
            HttpResponse<String> refused = wire.post(SEND, "text/plain", "1");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("7");
            assertThat(wire.post("/api/hubs/other/:send", "text/plain", "x").statusCode())
                    .isEqualTo(202);
            assertThat(send("2")).isEqualTo(429);
            assertThat(send("3")).isEqualTo(202);
            assertThat(client.next()).isEqualTo("3");
            assertThat(emulator.faults().active()).isZero();
        }
    }

    @Test
    void aResetBeforeLosesTheMessageAndAResetAfterDoesNot() {
        try (TestClient client = wire.client("chat").connect()) {
            emulator.faults()
                    .add(FaultRule.of(new Fault.ResetBefore()).onSends().times(1));
            assertThatThrownBy(() -> send("lost")).isInstanceOf(UncheckedIOException.class);
            emulator.faults().add(FaultRule.of(new Fault.ResetAfter()).onSends().times(1));
            assertThatThrownBy(() -> send("kept")).isInstanceOf(UncheckedIOException.class);
            emulator.faults().add(FaultRule.of(new Fault.HalfBody()).onSends().times(1));
            assertThatThrownBy(() -> send("half")).isInstanceOf(UncheckedIOException.class);
            assertThat(client.next()).isEqualTo("kept");
            assertThat(client.next()).isEqualTo("half");
            assertThat(emulator.recorded()).extracting(RecordedRequest::status).containsExactly(0, 0, 202);
        }
    }

    @Test
    void aDelayedRequestIsServedLate() {
        emulator.faults().add(FaultRule.of(new Fault.Delay(Duration.ofMillis(120))));
        long start = System.nanoTime();
        assertThat(send("x")).isEqualTo(202);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(120_000_000L);
    }

    @Test
    void aShareOfRequestsFailsAndTheSeedSaysWhich() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
        assertThat(drawn(7).chars().filter(c -> c == 'x').count()).isBetween(60L, 140L);
    }

    private static String drawn(long seed) {
        Faults faults = new Faults(seed);
        faults.add(FaultRule.answer(503).withProbability(0.1));
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            drawn.append(faults.draw("POST", SEND) == null ? '.' : 'x');
        }
        return drawn.toString();
    }

    @Test
    void aFrozenEmulatorAnswersAfterTheThaw() {
        try (TestClient client = wire.client("chat").connect()) {
            emulator.freeze();
            CompletableFuture<HttpResponse<String>> answer = wire.postLater(SEND, "text/plain", "x");
            assertThat(answer.copy()
                            .completeOnTimeout(null, 150, java.util.concurrent.TimeUnit.MILLISECONDS)
                            .join())
                    .isNull();
            assertThat(client.rest()).isEmpty();
            emulator.unfreeze();
            assertThat(answer.join().statusCode()).isEqualTo(202);
            assertThat(client.next()).isEqualTo("x");
        }
    }

    @Test
    void cutSocketsAreGoneAndNewOnesWork() {
        try (TestClient client = wire.client("chat").connect()) {
            emulator.cutSockets();
            assertThat(client.closeCode()).isEqualTo(1006);
            try (TestClient again = wire.client("chat").connect()) {
                assertThat(wire.post(SEND, "text/plain", "x").statusCode()).isEqualTo(202);
                assertThat(again.next()).isEqualTo("x");
            }
        }
    }

    @Test
    void everythingReceivedIsRecorded() {
        long before = System.nanoTime();
        wire.post(SEND + "?filter=", "text/plain", "hello");
        wire.call("DELETE", "/api/hubs/chat/users/u/groups");
        assertThat(emulator.recorded()).hasSize(2);
        RecordedRequest first = emulator.recorded().get(0);
        assertThat(first.method()).isEqualTo("POST");
        assertThat(first.uri()).isEqualTo(SEND + "?filter=&api-version=2024-12-01");
        assertThat(first.text()).isEqualTo("hello");
        assertThat(first.header("Content-Type")).containsExactly("text/plain");
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.receivedNanos()).isBetween(before, System.nanoTime());
        emulator.clearRecorded();
        assertThat(emulator.recorded()).isEmpty();
    }

    @Test
    void theRecordingIsBoundedAndCanBeOff() {
        try (Emulator bounded = Emulator.start(EmulatorOptions.DEFAULT.withRecording(new Recording(2, 10)))) {
            Wire to = Wire.to(bounded);
            to.post(SEND, "text/plain", "1");
            to.post(SEND, "text/plain", "2");
            to.post(SEND, "text/plain", "3");
            assertThat(bounded.recorded()).extracting(RecordedRequest::text).containsExactly("2", "3");
            to.post(SEND, "text/plain", "0123456789");
            assertThat(bounded.recorded()).extracting(RecordedRequest::text).containsExactly("0123456789");
        }
        try (Emulator off = Emulator.start(EmulatorOptions.DEFAULT.withRecording(Recording.OFF))) {
            Wire.to(off).post(SEND, "text/plain", "1");
            assertThat(off.recorded()).isEmpty();
        }
    }

    @Test
    void everyNthAnswerClosesItsConnection() {
        EmulatorOptions options = EmulatorOptions.DEFAULT.withUnkindness(Unkindness.NONE.withCloseEvery(3));
        try (Emulator closing = Emulator.start(options)) {
            Wire to = Wire.to(closing);
            StringBuilder closes = new StringBuilder();
            for (int i = 0; i < 6; i++) {
                boolean close = to.post(SEND, "text/plain", "x")
                        .headers()
                        .firstValue("connection")
                        .isPresent();
                closes.append(close ? 'c' : '.');
            }
            assertThat(closes).hasToString("..c..c");
        }
    }

    @Test
    void malformedRequestsAreAnsweredAndTheirConnectionClosed() throws IOException {
        assertThat(rawly("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(rawly("GET /" + "x".repeat(70_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414");
    }

    private String rawly(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), emulator.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void anIdleKeepAliveConnectionIsClosedWithoutAWord() throws IOException {
        EmulatorOptions options =
                EmulatorOptions.DEFAULT.withUnkindness(Unkindness.NONE.withIdleTimeout(Duration.ofMillis(80)));
        try (Emulator idle = Emulator.start(options);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), idle.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write("HEAD /api/health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 OK")
                    .doesNotContainIgnoringCase("connection: close");
        }
    }
}
