package io.github.kafkaconnect.webpubsub.bench.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The benchmark rests on what the load sends, counts and times. */
@Tag("side-by-side")
class EventLoadIT {

    private static final int BYTES = 200;
    private static final int NO_ANSWER = 0;
    private static final long MS = 1_000_000;

    private final Queue<Long> received = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile ToIntFunction<Long> statusOf = number -> 204;

    EventLoadIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext(Events.PATH, this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        long number = Events.number(exchange.getRequestBody().readAllBytes());
        assertThat(exchange.getRequestHeaders().getFirst("ce-id")).isEqualTo(String.format("%012d", number));
        received.add(number);
        int status = statusOf.applyAsInt(number);
        if (status != NO_ANSWER) {
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    @Test
    void everyEventHasItsOwnNumberAndItsAnswerIsCounted() {
        statusOf = number -> number == 3 ? 503 : 204;
        try (EventLoad load = start(4)) {
            load.closedLoop();
            awaitAccepted(load, 200);
            assertThat(load.drain(10)).isTrue();
            Counts counts = load.counts();
            assertThat(counts.onTheirWay()).isZero();
            assertThat(counts.refused()).isEqualTo(Map.of(503, 1L));
            assertThat(received).doesNotHaveDuplicates().hasSize((int) counts.sent());
            assertThat(load.accepted().cardinality()).isEqualTo((int) counts.accepted());
            assertThat(load.accepted().get(3)).isFalse();
            assertThat(load.latenciesSinceLastCall().getTotalCount()).isEqualTo(counts.accepted());
        }
    }

    @Test
    void whoIsRefusedRests() {
        statusOf = number -> 503;
        try (EventLoad load = start(2)) {
            long start = System.nanoTime();
            load.closedLoop();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> load.counts().sent() >= 7);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300 * MS);
        }
    }

    @Test
    void connectsAgainAfterAConnectionClosedWithoutAnAnswer() {
        statusOf = number -> number < 2 ? NO_ANSWER : 204;
        try (EventLoad load = start(2)) {
            load.closedLoop();
            awaitAccepted(load, 10);
            assertThat(load.counts().broken()).isEqualTo(2);
        }
    }

    @Test
    void whatAnEventWaitsForAClientCountsAsItsLatency() {
        statusOf = number -> {
            if (number == 0) {
                Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            }
            return 204;
        };
        try (EventLoad load = start(1)) {
            load.fixedRate(100);
            awaitAccepted(load, 60);
            assertThat(load.drain(10)).isTrue();
            Histogram nanos = load.latenciesSinceLastCall();
            // Events were due every 10 ms all the while, the first waited 500 ms, the next 490 ms and so on.
            assertThat(nanos.getCountBetweenValues(100 * MS, Long.MAX_VALUE)).isGreaterThanOrEqualTo(35);
        }
    }

    @Test
    void paceCanChange() {
        try (EventLoad load = start(4)) {
            load.closedLoop();
            awaitAccepted(load, 10);
            load.drain(10);
            long before = load.counts().sent();
            load.fixedRate(50);
            awaitAccepted(load, before + 10);
            load.drain(10);
            load.closedLoop();
            awaitAccepted(load, before + 200);
        }
    }

    @Test
    void idleConnectionsHadOneAnswerAndStayOpen() {
        try (EventLoad load = start(1)) {
            load.openIdle(100, 20);
            assertThat(load.idleOpen()).isEqualTo(100);
            assertThat(load.counts().accepted()).isEqualTo(100);
            server.stop(0);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> load.idleOpen() == 0);
        }
    }

    private EventLoad start(int clients) {
        return EventLoad.start(server.getAddress().getPort(), clients, BYTES);
    }

    private static void awaitAccepted(EventLoad load, long count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> load.counts().accepted() >= count);
    }
}
