package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.common.transport.BrokenExchangeException.Stage;
import io.github.kafkaconnect.webpubsub.common.transport.RawPeer.Conversation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sender against peers that behave badly, byte by byte. */
class NettyHttpSenderIT {
    private static final Conversation POLITE = line -> {
        while (!line.readRequest().isEmpty()) {
            line.write(RawPeer.ACCEPTED);
        }
    };

    private final EventLoops loops = new EventLoops("webpubsub-test-0", 1);
    private @Nullable NettyHttpSender sender;
    private @Nullable RawPeer peer;

    @AfterEach
    void closeAll() throws IOException {
        if (sender != null) {
            sender.close();
        }
        if (peer != null) {
            peer.close();
        }
        loops.close();
    }

    @Test
    void writesTheRequestExactlyAsGiven() throws IOException {
        AtomicReference<String> seen = new AtomicReference<>("");
        start(line -> {
            seen.set(line.readRequest());
            line.write(RawPeer.ACCEPTED);
            line.awaitEnd();
        });

        RecordedExchange exchange = new RecordedExchange();
        sender().send(
                        new HttpRequest(
                                "POST",
                                "/api/hubs/chat/:send?api-version=2024-12-01&x=%20",
                                List.of(
                                        Map.entry("Content-Type", "text/plain"),
                                        Map.entry("Authorization", "Bearer a.b")),
                                "grüß".getBytes(UTF_8)),
                        exchange);

        assertThat(exchange.answer().status()).isEqualTo(202);
        assertThat(seen.get())
                .isEqualTo(RawPeer.lines(
                        "POST /api/hubs/chat/:send?api-version=2024-12-01&x=%20 HTTP/1.1",
                        "Host: 127.0.0.1:" + peer().uri().getPort(),
                        "Content-Type: text/plain",
                        "Authorization: Bearer a.b",
                        "Content-Length: 6",
                        "",
                        "grüß"));
    }

    @Test
    void givesTheWholeAnswer() throws IOException {
        start(line -> {
            line.readRequest();
            line.write(RawPeer.lines(
                    "HTTP/1.1 400 Bad Request",
                    "X-Ms-Error-Code: Error.BadRequest",
                    "Transfer-Encoding: chunked",
                    "",
                    "5",
                    "hello",
                    "6",
                    " world",
                    "0",
                    "",
                    ""));
            line.awaitEnd();
        });

        HttpAnswer answer = post().answer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("x-ms-error-code")).contains("Error.BadRequest");
        assertThat(answer.header("Retry-After")).isEmpty();
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("hello world");
    }

    @Test
    void reusesAConnection() throws IOException {
        start(POLITE);

        for (int i = 0; i < 20; i++) {
            assertThat(post().answer().status()).isEqualTo(202);
        }

        assertThat(peer().connections()).isEqualTo(1);
    }

    @Test
    void neverOpensMoreConnectionsThanAllowed() throws IOException {
        start(line -> {
            while (!line.readRequest().isEmpty()) {
                Thread.sleep(2);
                line.write(RawPeer.ACCEPTED);
            }
        });
        connect(settings().withPool(4, 1_000));

        List<RecordedExchange> exchanges = posts(200);

        assertThat(exchanges).allSatisfy(e -> assertThat(e.answer().status()).isEqualTo(202));
        assertThat(peer().connections()).isEqualTo(4);
    }

    @Test
    void refusesMoreWaitingRequestsThanAllowed() throws IOException {
        start(line -> {
            line.readRequest();
            line.awaitEnd();
        });
        connect(settings().withPool(1, 2));

        List<RecordedExchange> exchanges = posts(4);

        assertThat(exchanges.get(3).failure()).isInstanceOf(RejectedExecutionException.class);
        assertThat(exchanges.subList(0, 3)).noneMatch(RecordedExchange::isOver);
    }

    @Test
    void answersAThousandRequestsAtOnce() throws IOException {
        start(POLITE);
        connect(settings().withPool(1_000, 10));

        List<RecordedExchange> exchanges = posts(1_000);

        assertThat(exchanges).allSatisfy(e -> assertThat(e.answer().status()).isEqualTo(202));
        assertThat(exchanges).allSatisfy(e -> assertThat(e.ends()).isEqualTo(1));
    }

    @Test
    void reportsAPeerThatHangsUpBeforeAnyByte() throws IOException {
        start(line -> line.readRequest());

        assertThat(stageOf(post().failure())).isEqualTo(Stage.UNANSWERED);
    }

    @Test
    void reportsAReset() throws IOException {
        start(line -> {
            line.readRequest();
            line.reset();
        });

        assertThat(stageOf(post().failure())).isEqualTo(Stage.UNANSWERED);
    }

    @Test
    void reportsAPeerThatHangsUpInTheStatusLine() throws IOException {
        start(line -> {
            line.readRequest();
            line.write("HTTP/1.1 20");
        });

        assertThat(post().failure()).isInstanceOf(IOException.class);
    }

    @Test
    void reportsHalfABody() throws IOException {
        start(line -> {
            line.readRequest();
            line.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        });

        assertThat(stageOf(post().failure())).isEqualTo(Stage.HALF_ANSWERED);
    }

    @Test
    void reportsHalfAChunkedBody() throws IOException {
        start(line -> {
            line.readRequest();
            line.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        });

        assertThat(stageOf(post().failure())).isEqualTo(Stage.HALF_ANSWERED);
    }

    @Test
    void reportsAKeptConnectionThatTheOtherSideCloses() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        start(line -> {
            requests.addAndGet(line.readRequest().isEmpty() ? 0 : 1);
            line.write(RawPeer.ACCEPTED);
            requests.addAndGet(line.readRequest().isEmpty() ? 0 : 1);
        });
        post().answer();

        RecordedExchange second = post();

        assertThat(stageOf(second.failure())).isEqualTo(Stage.STALE);
        assertThat(requests).as("the request was not repeated").hasValue(2);
    }

    @Test
    void survivesTheSilentCloseOfAnIdleConnection() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        start(line -> {
            line.readRequest();
            line.write(RawPeer.ACCEPTED);
            closed.countDown();
        });
        post().answer();

        await().untilAsserted(() -> assertThat(closed.getCount()).isZero());
        await().until(() -> post().answer().status() == 202);

        assertThat(peer().connections()).isGreaterThan(1);
    }

    @Test
    void obeysConnectionClose() throws IOException {
        start(line -> {
            line.readRequest();
            line.write("HTTP/1.1 202 Accepted\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            line.awaitEnd();
        });

        assertThat(post().answer().status()).isEqualTo(202);
        assertThat(post().answer().status()).isEqualTo(202);
        assertThat(peer().connections()).isEqualTo(2);
    }

    @Test
    void refusesJunk() throws IOException {
        start(line -> {
            line.readRequest();
            line.write("SSH-2.0-OpenSSH_9.6\r\n\r\n");
            line.awaitEnd();
        });

        assertThat(post().failure()).isInstanceOf(ProtocolException.class);
    }

    @Test
    void neverTakesASurplusAnswerForTheNextOne() throws IOException {
        start(line -> {
            line.readRequest();
            line.write(
                    "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\nHTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
            if (!line.readRequest().isEmpty()) {
                line.write(RawPeer.ACCEPTED);
            }
        });
        connect(settings().withPool(1, 10));

        List<RecordedExchange> exchanges = posts(5);

        assertThat(exchanges).allSatisfy(e -> assertThat(e.answer().status()).isEqualTo(202));
    }

    @Test
    void neverCompletesASurplusAnswerForTheNextOne() throws IOException {
        start(line -> {
            line.readRequest();
            line.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\nHTTP/1.1 500 Oops\r\nContent-Le");
            if (!line.readRequest().isEmpty()) {
                line.write("ngth: 0\r\n\r\n");
                line.write(RawPeer.ACCEPTED);
            }
        });
        connect(settings().withPool(1, 10));

        List<RecordedExchange> exchanges = posts(5);

        assertThat(exchanges).allSatisfy(e -> assertThat(e.answer().status()).isEqualTo(202));
    }

    @Test
    void ignoresInterimAnswers() throws IOException {
        start(line -> {
            line.readRequest();
            line.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + RawPeer.ACCEPTED);
            line.awaitEnd();
        });

        assertThat(post().answer().status()).isEqualTo(202);
    }

    @Test
    void timesOutAndLetsNoLateAnswerMeetAnotherRequest() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        start(line -> {
            while (!line.readRequest().isEmpty()) {
                if (requests.incrementAndGet() == 1) {
                    Thread.sleep(5_000);
                    line.write("HTTP/1.1 500 Late\r\nContent-Length: 0\r\n\r\n");
                } else {
                    line.write(RawPeer.ACCEPTED);
                }
            }
        });
        connect(settings()
                .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(1))
                .withPool(1, 10));

        assertThat(post().failure()).isInstanceOf(TimeoutException.class);
        assertThat(post().answer().status()).isEqualTo(202);
    }

    @Test
    void timesOutOnASlowDrip() throws IOException {
        start(line -> {
            line.readRequest();
            line.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            for (int i = 0; i < 1_000; i++) {
                Thread.sleep(20);
                line.write("x");
            }
        });
        connect(settings().withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(200)));

        assertThat(post().failure()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void saysThatNothingWasSentWhenNoConnectionWasFree() throws IOException {
        start(line -> {
            line.readRequest();
            line.awaitEnd();
        });
        connect(settings()
                .withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(200))
                .withPool(1, 10));
        post();

        assertThat(post().failure()).isInstanceOf(TimeoutException.class).hasMessageContaining("nothing was sent");
    }

    @Test
    void cutsOffLongAnswers() throws IOException {
        start(line -> {
            line.readRequest();
            line.write("HTTP/1.1 500 Oops\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(200_000));
            line.awaitEnd();
        });

        HttpAnswer answer = post().answer();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).hasSize(64 * 1024);
    }

    @Test
    void closesIdleConnections() throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        start(line -> {
            line.readRequest();
            line.write(RawPeer.ACCEPTED);
            line.awaitEnd();
            ended.countDown();
        });
        connect(settings().withLifetimes(Duration.ofMillis(150), Duration.ofMinutes(5)));
        post().answer();

        await().untilAsserted(() -> assertThat(ended.getCount()).isZero());
    }

    @Test
    void leavesConnectionsThatAreTooOld() throws IOException {
        start(POLITE);
        connect(settings().withLifetimes(Duration.ofMinutes(1), Duration.ofMillis(100)));

        await().until(() -> post().answer().status() == 202 && peer().connections() >= 3);
    }

    @Test
    void reportsARefusedConnection() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        connect(SenderSettings.to(URI.create("http://127.0.0.1:" + unused)));

        assertThat(posts(10)).allSatisfy(e -> assertThat(e.failure()).isInstanceOf(ConnectException.class));
    }

    @Test
    void reportsAnUnknownHost() {
        connect(SenderSettings.to(URI.create("http://no-such-host.invalid")));

        assertThat(post().failure()).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void failsEverythingOnClose() throws IOException {
        start(line -> {
            line.readRequest();
            line.awaitEnd();
        });
        connect(settings().withPool(2, 100));
        List<RecordedExchange> exchanges = posts(10);
        await().until(() -> peer().connections() == 2);

        sender().close();

        assertThat(exchanges).allSatisfy(e -> assertThat(e.failure()).isInstanceOf(SenderClosedException.class));
        assertThat(post().failure()).isInstanceOf(SenderClosedException.class);
        assertThat(exchanges).allSatisfy(e -> assertThat(e.ends()).isEqualTo(1));
    }

    @Test
    void failsWhatIsSentAfterTheEventLoopsHaveEnded() throws IOException {
        start(POLITE);
        loops.close();

        assertThat(post().failure()).isInstanceOf(SenderClosedException.class);
        assertThat(post().failure()).isInstanceOf(SenderClosedException.class);
    }

    @Test
    void readsHeadAnswersWithoutWaitingForABody() throws IOException {
        start(line -> {
            while (!line.readRequest().isEmpty()) {
                line.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
            }
        });

        for (int i = 0; i < 3; i++) {
            RecordedExchange exchange = new RecordedExchange();
            sender().send(new HttpRequest("HEAD", "/api/health", List.of(), new byte[0]), exchange);
            assertThat(exchange.answer().status()).isEqualTo(200);
        }
        assertThat(peer().connections()).isEqualTo(1);
    }

    private static Stage stageOf(Throwable failure) {
        assertThat(failure).isInstanceOf(BrokenExchangeException.class);
        return ((BrokenExchangeException) failure).stage();
    }

    private void start(Conversation conversation) throws IOException {
        peer = new RawPeer(conversation);
        connect(settings());
    }

    private SenderSettings settings() {
        return SenderSettings.to(peer().uri());
    }

    private void connect(SenderSettings settings) {
        if (sender != null) {
            sender.close();
        }
        sender = new NettyHttpSender(settings, loops);
    }

    private RecordedExchange post() {
        RecordedExchange exchange = new RecordedExchange();
        sender().send(new HttpRequest("POST", "/api/hubs/chat/:send", List.of(), "hello".getBytes(UTF_8)), exchange);
        return exchange;
    }

    private List<RecordedExchange> posts(int count) {
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            exchanges.add(post());
        }
        return exchanges;
    }

    private NettyHttpSender sender() {
        if (sender == null) {
            throw new AssertionError("no sender yet");
        }
        return sender;
    }

    private RawPeer peer() {
        if (peer == null) {
            throw new AssertionError("no peer yet");
        }
        return peer;
    }
}
