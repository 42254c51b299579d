package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver.Handler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The receiver as the JDK's client and as raw bytes see it. */
class NettyHttpReceiverIT {
    private static final Handler ECHO = (request, reply) ->
            reply.send(new HttpReply(200, List.of(Map.entry("Content-Type", "text/plain")), request.body()));

    private final EventLoops loops = new EventLoops("webpubsub-test-0", 1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable NettyHttpReceiver receiver;

    private record Held(ReceivedRequest request, HttpReceiver.Reply reply) {}

    @AfterEach
    void closeAll() {
        if (receiver != null) {
            receiver.close();
        }
        loops.close();
    }

    @Test
    void handsOverTheRequestAsItCame() throws Exception {
        BlockingQueue<ReceivedRequest> seen = new LinkedBlockingQueue<>();
        listen((request, reply) -> {
            seen.add(request);
            reply.send(HttpReply.of(204));
        });

        try (RawClient raw = raw()) {
            raw.write("OPTIONS /upstream/a%20b?code=1 HTTP/1.1\r\nHost: x\r\nWebHook-Request-Origin: one.example\r\n"
                    + "WebHook-Request-Origin: two.example\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(raw.readThrough("\r\n\r\n")).isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
        }

        ReceivedRequest request = seen.remove();
        assertThat(request.method()).isEqualTo("OPTIONS");
        assertThat(request.target()).isEqualTo("/upstream/a%20b?code=1");
        assertThat(request.headers())
                .containsExactly(
                        Map.entry("host", "x"),
                        Map.entry("webhook-request-origin", "one.example"),
                        Map.entry("webhook-request-origin", "two.example"),
                        Map.entry("content-length", "2"));
        assertThat(new String(request.body(), UTF_8)).isEqualTo("hi");
    }

    @Test
    void repliesWithRepeatedHeadersAndBody() throws Exception {
        listen((request, reply) -> reply.send(new HttpReply(
                200,
                List.of(Map.entry("WebHook-Allowed-Origin", "a"), Map.entry("WebHook-Allowed-Origin", "b")),
                "body".getBytes(UTF_8))));

        HttpResponse<String> answer = post("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("webhook-allowed-origin")).containsExactly("a", "b");
        assertThat(answer.body()).isEqualTo("body");
    }

    @Test
    void takesRepliesFromAnyThread() throws Exception {
        listen((request, reply) -> new Thread(() -> reply.send(new HttpReply(200, List.of(), request.body()))).start());

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 100)
                .mapToObj(i -> client.sendAsync(request("number " + i), BodyHandlers.ofString()))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get(10, TimeUnit.SECONDS).body()).isEqualTo("number " + i);
        }
    }

    @Test
    void ignoresASecondReply() throws Exception {
        listen((request, reply) -> {
            reply.send(HttpReply.of(202));
            reply.send(HttpReply.of(500));
        });

        try (RawClient raw = raw()) {
            raw.write(get("/1") + get("/2"));
            String answers = raw.readThrough("\r\n\r\n") + raw.readThrough("\r\n\r\n");
            assertThat(answers).doesNotContain("500");
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        BlockingQueue<Held> held = new LinkedBlockingQueue<>();
        listen((request, reply) -> held.add(new Held(request, reply)));

        try (RawClient raw = raw()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                all.append("POST /").append(i).append(" HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
            }
            raw.write(all.toString());
            for (int i = 0; i < 50; i++) {
                Held next = held.take();
                assertThat(next.request().target()).isEqualTo("/" + i);
                assertThat(held).as("one request at a time").isEmpty();
                next.reply().send(new HttpReply(200, List.of(), ("answer " + i + ";").getBytes(UTF_8)));
                assertThat(raw.readThrough(";")).endsWith("answer " + i + ";");
            }
        }
    }

    @Test
    void answersThousandsOfPipelinedRequestsWithoutRecursion() throws Exception {
        listen(ECHO);

        try (RawClient raw = raw()) {
            raw.write(get("/").repeat(5_000) + "GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(raw.readToEnd().split("HTTP/1.1 200 OK", -1)).hasSize(5_002);
        }
    }

    @Test
    void keepsAConnectionForManyRequests() throws Exception {
        listen(ECHO);

        try (RawClient raw = raw()) {
            for (int i = 0; i < 3; i++) {
                raw.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
                assertThat(raw.readThrough("hi")).contains("content-length: 2");
            }
        }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        listen((request, reply) -> reply.send(new HttpReply(200, List.of(), "body".getBytes(UTF_8))));

        try (RawClient raw = raw()) {
            raw.write("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(raw.readToEnd()).contains("content-length: 4").endsWith("\r\n\r\n");
        }
    }

    @Test
    void invitesTheBodyOfACautiousClient() throws Exception {
        listen(ECHO);

        try (RawClient raw = raw()) {
            raw.write("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(raw.readThrough("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            raw.write("hi");
            assertThat(raw.readThrough("hi")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void anInvitationIsNotTakenForTheAnswerOfAPipelinedRequest() throws Exception {
        CompletableFuture<HttpReceiver.Reply> waiting = new CompletableFuture<>();
        listen((request, reply) -> {
            if (request.method().equals("POST")) {
                waiting.complete(reply);
            } else {
                reply.send(new HttpReply(200, List.of(), "head".getBytes(UTF_8)));
            }
        });

        try (RawClient raw = raw()) {
            raw.write("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi"
                    + "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            waiting.get(5, TimeUnit.SECONDS).send(new HttpReply(201, List.of(), "post".getBytes(UTF_8)));
            assertThat(raw.readToEnd())
                    .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\n")
                    .contains("\r\n\r\npostHTTP/1.1 200 OK\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void refusesATooLargeBodyBeforeItIsSent() throws Exception {
        listen(ECHO, settings().withSizes(8_192, 10));

        try (RawClient raw = raw()) {
            raw.write("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
            assertThat(raw.readToEnd())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("connection: close")
                    .endsWith("the body is larger than the 10 bytes that are taken here");
        }
    }

    @Test
    void refusesATooLargeBodyThatIsBeingSent() throws Exception {
        listen(ECHO, settings().withSizes(8_192, 10));

        try (RawClient raw = raw()) {
            raw.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(100_000));
            assertThat(raw.readToEnd()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void refusesATooLargeChunkedBody() throws Exception {
        listen(ECHO, settings().withSizes(8_192, 10));

        try (RawClient raw = raw()) {
            raw.write(RawPeer.lines(
                    "POST / HTTP/1.1",
                    "Host: x",
                    "Transfer-Encoding: chunked",
                    "",
                    "6",
                    "abcdef",
                    "6",
                    "abcdef",
                    "0",
                    "",
                    ""));
            assertThat(raw.readToEnd()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void takesAChunkedBodyUpToItsLimit() throws Exception {
        listen(ECHO, settings().withSizes(8_192, 12));

        try (RawClient raw = raw()) {
            raw.write(RawPeer.lines(
                    "POST / HTTP/1.1",
                    "Host: x",
                    "Transfer-Encoding: chunked",
                    "Connection: close",
                    "",
                    "6",
                    "abcdef",
                    "6",
                    "ghijkl",
                    "0",
                    "",
                    ""));
            assertThat(raw.readToEnd()).endsWith("\r\n\r\nabcdefghijkl");
        }
    }

    @Test
    void refusesTooManyHeaderBytes() throws Exception {
        listen(ECHO, settings().withSizes(1_000, 10));

        try (RawClient raw = raw()) {
            raw.write("GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(2_000) + "\r\n\r\n");
            assertThat(raw.readToEnd()).startsWith("HTTP/1.1 431 ").endsWith("the headers are too long");
        }
    }

    @Test
    void refusesATooLongRequestLine() throws Exception {
        listen(ECHO, settings().withSizes(1_000, 10));

        try (RawClient raw = raw()) {
            raw.write("GET /" + "a".repeat(2_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(raw.readToEnd()).startsWith("HTTP/1.1 414 ").endsWith("the request's first line is too long");
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        listen(ECHO);

        for (String junk : List.of(
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
            try (RawClient raw = raw()) {
                assertThat(raw.write(junk).readToEnd()).as(junk).startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void refusesWhatAnotherServerMightReadDifferently() throws Exception {
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        listen((request, reply) -> {
            handled.add(request.target());
            reply.send(HttpReply.of(204));
        });
        String hidden = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n";

        for (String head : List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5\r\nContent-Length: 5\r\n",
                "Content-Length: 5, 5\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: 5\nX: y\r\n",
                "Content-Length : 5\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Host: y\r\n")) {
            try (RawClient raw = raw()) {
                raw.write("POST / HTTP/1.1\r\nHost: x\r\n" + head + "\r\n0\r\n\r\n" + hidden + hidden);
                assertThat(raw.readToEnd())
                        .as(head)
                        .startsWith("HTTP/1.1 400 ")
                        .contains("connection: close")
                        .containsOnlyOnce("HTTP/1.1 ");
            }
        }
        assertThat(handled).isEmpty();
    }

    @Test
    void namesWhatItDoesNotSpeak() throws Exception {
        listen(ECHO);

        assertThat(answerTo("GET / HTTP/2.0\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 505 ");
        assertThat(answerTo("GET / ICAP/1.0\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answerTo("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 501 ");
    }

    @Test
    void waitsForAPeerThatDoesNotReadItsAnswers() throws Exception {
        byte[] page = "x".repeat(64 * 1024).getBytes(UTF_8);
        AtomicInteger handled = new AtomicInteger();
        listen((request, reply) -> {
            handled.incrementAndGet();
            reply.send(new HttpReply(200, List.of(), page));
        });
        int requests = 2_000;
        String request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4096\r\n\r\n" + "y".repeat(4_096);

        try (RawClient raw = raw()) {
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < requests; i++) {
                    raw.writeAll(request);
                }
            });
            await().until(() -> handled.get() > 0);
            await().during(Duration.ofMillis(500)).until(() -> handled.get() < requests / 2);
            raw.skip(requests * (long) page.length);
            written.get(10, TimeUnit.SECONDS);
            await().until(() -> handled.get() == requests);
        }
    }

    private String answerTo(String request) throws IOException {
        try (RawClient raw = raw()) {
            return raw.write(request).readToEnd();
        }
    }

    @Test
    void refusesSlowHeaders() throws Exception {
        listen(ECHO, settings().withTimeouts(ms(150), Duration.ofSeconds(20), Duration.ofSeconds(20)));

        try (RawClient raw = raw()) {
            assertThat(raw.write("GET / HTTP/1.1\r\nHo").readToEnd()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void refusesASlowBody() throws Exception {
        listen(ECHO, settings().withTimeouts(Duration.ofSeconds(20), ms(150), Duration.ofSeconds(20)));

        try (RawClient raw = raw()) {
            raw.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
            assertThat(raw.readToEnd()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void closesIdleConnections() throws Exception {
        listen(ECHO, settings().withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), ms(150)));

        try (RawClient raw = raw()) {
            assertThat(raw.write(get("/")).readToEnd()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void givesTheHandlerAllTheTimeItWants() throws Exception {
        BlockingQueue<Held> held = new LinkedBlockingQueue<>();
        listen(
                (request, reply) -> held.add(new Held(request, reply)),
                settings().withTimeouts(ms(50), ms(50), ms(50)));

        try (RawClient raw = raw()) {
            raw.write(get("/"));
            Held only = held.take();
            Thread.sleep(300);
            assertThat(only.reply().isOpen()).isTrue();
            only.reply().send(HttpReply.of(202));
            assertThat(raw.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void seesThatThePeerHasGone() throws Exception {
        BlockingQueue<Held> held = new LinkedBlockingQueue<>();
        listen((request, reply) -> held.add(new Held(request, reply)));
        try (RawClient raw = raw()) {
            raw.write(get("/"));
            assertThat(held.take()).satisfies(h -> held.add(h));
        }

        Held only = held.take();
        await().until(() -> !only.reply().isOpen());
        only.reply().send(HttpReply.of(202));
    }

    @Test
    void closesConnectionsOverTheLimit() throws Exception {
        listen(ECHO, settings().withMaxConnections(2));

        try (RawClient one = raw();
                RawClient two = raw()) {
            one.write(get("/")).readThrough("\r\n\r\n");
            two.write(get("/")).readThrough("\r\n\r\n");
            try (RawClient three = raw()) {
                assertThat(three.readToEnd()).isEmpty();
            }
            one.write(get("/")).readThrough("\r\n\r\n");
        }
    }

    @Test
    void countsWhatItTurnsAway() throws Exception {
        listen(
                ECHO,
                settings()
                        .withSizes(1_000, 10)
                        .withTimeouts(ms(150), ms(150), Duration.ofSeconds(20))
                        .withMaxConnections(1));
        answerTo("nonsense\r\n\r\n");
        awaitConnections(0);
        answerTo("GET / HTTP/1.1\r\n\r\n");
        awaitConnections(0);
        answerTo("GET / HTTP/1.1\r\nHo");
        awaitConnections(0);
        answerTo("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n");
        awaitConnections(0);
        answerTo("GET /" + "a".repeat(2_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        awaitConnections(0);
        answerTo("GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(2_000) + "\r\n\r\n");
        awaitConnections(0);
        answerTo("GET / HTTP/2.0\r\nHost: x\r\n\r\n");
        awaitConnections(0);
        try (RawClient one = raw()) {
            one.write(get("/")).readThrough("\r\n\r\n");
            for (int i = 0; i < 3; i++) {
                try (RawClient more = raw()) {
                    assertThat(more.readToEnd()).isEmpty();
                }
            }
        }

        assertThat(state())
                .isEqualTo(new ReceiverState(
                        true,
                        state().connections(),
                        1,
                        Map.of(
                                TurnedAway.MALFORMED,
                                2L,
                                TurnedAway.SLOW,
                                1L,
                                TurnedAway.BODY_TOO_LARGE,
                                1L,
                                TurnedAway.LINE_TOO_LONG,
                                1L,
                                TurnedAway.HEADERS_TOO_LONG,
                                1L,
                                TurnedAway.UNSUPPORTED,
                                1L,
                                TurnedAway.CONNECTION,
                                3L,
                                TurnedAway.TLS,
                                0L,
                                TurnedAway.NO_ROOM,
                                0L)));
    }

    @Test
    void bodiesOnTheirWayInShareTheirRoom() throws Exception {
        listen(ECHO, settings().withSizes(65_536, 1_000_000, 1_000_000));
        String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 600000\r\n\r\n";
        String most = "x".repeat(599_999);
        try (RawClient slow = raw()) {
            slow.write(head + most);
            try (RawClient small = raw()) {
                // On the same event loop, so that what the other has sent is read meanwhile.
                for (int i = 0; i < 50; i++) {
                    small.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
                    assertThat(small.readThrough("abc")).startsWith("HTTP/1.1 200 ");
                }
            }
            try (RawClient other = raw()) {
                assertThat(other.write(head + most).readToEnd()).startsWith("HTTP/1.1 503 ");
            }
            slow.write("x");
            assertThat(slow.readThrough("x".repeat(600_000))).startsWith("HTTP/1.1 200 ");
            assertThat(state().turnedAway(TurnedAway.NO_ROOM)).isEqualTo(1);
        }
        for (int i = 0; i < 3; i++) {
            try (RawClient gone = raw()) {
                gone.write(head + most);
            }
        }
        awaitConnections(0);
        try (RawClient next = raw()) {
            next.write(head + most + "x");
            assertThat(next.readThrough("x".repeat(600_000))).startsWith("HTTP/1.1 200 ");
        }
    }

    private void awaitConnections(int count) {
        await().until(() -> state().connections() == count);
    }

    private ReceiverState state() {
        if (receiver == null) {
            throw new AssertionError("not listening");
        }
        return receiver.state();
    }

    @Test
    void answersFiveHundredWhenTheHandlerFails() throws Exception {
        listen((request, reply) -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(post("x").statusCode()).isEqualTo(500);
    }

    @Test
    void answersFiveHundredWhenTheReplyCannotBeWritten() throws Exception {
        listen((request, reply) -> reply.send(new HttpReply(200, List.of(Map.entry("A", "b\r\nC: d")), new byte[0])));

        assertThat(post("x").statusCode()).isEqualTo(500);
    }

    @Test
    void namesAnAddressThatIsTaken() {
        listen(ECHO);

        assertThatThrownBy(() -> NettyHttpReceiver.listen(ReceiverSettings.at(address()), loops, ECHO))
                .isInstanceOfSatisfying(
                        WebPubSubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LISTENER_FAILED))
                .hasMessageContaining(":" + address().getPort());
    }

    @Test
    void freesItsPortAndClosesItsConnections() throws Exception {
        listen(ECHO);
        InetSocketAddress address = address();

        try (RawClient raw = raw()) {
            raw.write(get("/")).readThrough("\r\n\r\n");
            close();
            assertThat(raw.readToEnd()).isEmpty();
        }

        for (int i = 0; i < 100; i++) {
            NettyHttpReceiver.listen(ReceiverSettings.at(address), loops, ECHO).close();
        }
    }

    @Test
    void mayBeClosedTwice() {
        listen(ECHO);
        InetSocketAddress address = address();

        close();
        close();

        NettyHttpReceiver.listen(ReceiverSettings.at(address), loops, ECHO).close();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private static Duration ms(long ms) {
        return Duration.ofMillis(ms);
    }

    private static ReceiverSettings settings() {
        return ReceiverSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private void listen(Handler handler) {
        listen(handler, settings());
    }

    private void listen(Handler handler, ReceiverSettings settings) {
        receiver = NettyHttpReceiver.listen(settings, loops, handler);
    }

    private void close() {
        if (receiver != null) {
            receiver.close();
        }
    }

    private InetSocketAddress address() {
        if (receiver == null) {
            throw new AssertionError("not listening");
        }
        return receiver.address();
    }

    private RawClient raw() throws IOException {
        return new RawClient(address());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(request(body), BodyHandlers.ofString());
    }

    private java.net.http.HttpRequest request(String body) {
        return java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + address().getPort() + "/"))
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
