package io.github.kafkaconnect.webpubsub.source.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.source.task.OpenDoor;
import io.github.kafkaconnect.webpubsub.source.task.OpenDoor.Taken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known attacks on a real door, each with a neighbour whose events must go on unharmed. */
class DoorAttackIT {
    private static final Duration LATE = Duration.ofMillis(400);
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final int CONNECTIONS = 40;
    private static final AtomicInteger VICTIMS = new AtomicInteger();

    private static final LeakWatch LEAKS = new LeakWatch();
    private static final OpenDoor DOOR = OpenDoor.open(limits ->
            limits.withTimeouts(LATE, LATE, IDLE).withSizes(65_536, 4_096).withMaxConnections(CONNECTIONS));
    private static final Neighbour NEIGHBOUR = new Neighbour(DOOR.address());

    /** The connection of the service that this test's events belong to. */
    private final String victim = "victim-" + VICTIMS.incrementAndGet();

    private final String hidden = Texts.event(victim, "hidden", "hidden");

    @BeforeEach
    @AfterEach
    void requireThatTheNeighbourGoesOn() {
        int before = DOOR.taken(Neighbour.ID).size();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> DOOR.taken(Neighbour.ID).size() > before);
    }

    @AfterAll
    static void requireNoHarm() throws Exception {
        try (LEAKS;
                DOOR) {
            assertThat(NEIGHBOUR.requireUndisturbed(DOOR)).isPositive();
            assertThat(LEAKS.report()).as("buffers lost").isNull();
        }
    }

    /** A request whose end two servers could see in two places, with a second request behind one of the two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 0\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 5\r\n",
                "Content-Length: 0, 5\r\n",
                "Content-Length: -5\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: 5x\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 5 0\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length : 5\r\n",
                "Content-Length\t: 5\r\n",
                " Content-Length: 5\r\n: \r\n",
                "Content-Length: 5\nTransfer-Encoding: chunked\r\n",
                "X: y\nContent-Length: 5\r\n",
                "X: y\rContent-Length: 5\r\n",
                "X: y\0Content-Length: 5\r\n",
                "Content-Length: 5\0\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked-x\r\n",
                "Transfer-Encoding: x, chunked\r\n",
                "Transfer-Encoding: chunked, x\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: \"chunked\"\r\n",
                "Transfer-Encoding: chunked;q=1\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding:\u000bchunked\r\n",
                "Transfer-Encoding\u00a0: chunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n",
                "Transfer-Encoding:\r\n x\r\nContent-Length: 5\r\n",
                "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n",
                "Host: other\r\n"
            })
    void refusesAmbiguousRequestsAndAllThatFollows(String headers) throws Exception {
        String text = Texts.head(victim, "1") + headers + "\r\n0\r\n\r\n" + hidden + Texts.GOODBYE;

        List<Answer> answers = Wire.talk(DOOR.address(), text);

        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).last()).isTrue();
        assertThat(answers.get(0).status()).isIn(400, 501, 413);
        assertThat(DOOR.taken(victim)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FFFFFFFFFFFFFFFFF\r\nx",
                "7FFFFFFFFFFFFFFF\r\nx",
                "80000001\r\nx",
                "FFFFFFFF\r\nx",
                "-1\r\nx",
                "0x1\r\nx\r\n0\r\n\r\n",
                "1 2\r\nx\r\n0\r\n\r\n",
                "1;\nx\r\n0\r\n\r\n",
                "1\nx\n0\n\n",
                "\r\n1\r\nx\r\n0\r\n\r\n",
                "1\r\nxy\r\n0\r\n\r\n",
                "1\r\nxx0\r\n\r\n",
                "x\r\n\r\n",
                "0\r\nContent-Length : 5\r\n\r\n",
                "0\r\nno header\r\n\r\n"
            })
    void refusesBrokenChunksAndAllThatFollows(String body) throws Exception {
        String head = Texts.head(victim, "1") + "Transfer-Encoding: chunked\r\n\r\n";

        List<Answer> answers = Wire.talk(DOOR.address(), head + body + hidden + Texts.GOODBYE);

        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).last()).isTrue();
        assertThat(answers.get(0).status()).isIn(400, 408, 413);
        assertThat(DOOR.taken(victim)).isEmpty();
    }

    @Test
    void takesNoHeadersFromATrailer() throws Exception {
        String text = Texts.head(victim, "1") + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n"
                + "ce-hub: other\r\nContent-Length: 200\r\n\r\n" + Texts.GOODBYE;

        List<Answer> answers = Wire.talk(DOOR.address(), text);

        assertThat(answers).extracting(Answer::status).containsExactly(204, 200);
        assertThat(DOOR.taken(victim)).containsExactly(new Taken(victim, "1", "hi"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/eventhandler,404",
        "https://evil.example/eventhandler,404",
        "*,404",
        "eventhandler,404",
        "//eventhandler,404",
        "/eventhandler/../admin,401",
        "/%65venthandler,404",
        "/eventhandler%00,404",
        "/eventhandlers,404",
        "/health,404",
        "?,404",
        "/#/eventhandler,404",
    })
    void answersOddTargetsWithARefusal(String target, int status) throws Exception {
        String text = Texts.event(victim, "1", "x")
                .replace("POST /eventhandler ", "POST " + target + " ")
                .replace("ce-signature: sha256=", "ce-signature: sha256=0");

        assertThat(Wire.talk(DOOR.address(), text + Texts.GOODBYE))
                .extracting(Answer::status)
                .containsExactly(status, 200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,405",
        "HEAD,405",
        "PUT,405",
        "DELETE,405",
        "TRACE,405",
        "CONNECT,405",
        "PATCH,405",
        "post,405",
        "PRI,405"
    })
    void answersOddMethodsWithARefusal(String method, int status) throws Exception {
        String request = method + " /eventhandler HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        try (Wire wire = new Wire(DOOR.address())) {
            wire.write(request);
            assertThat(wire.readToEnd()).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP/2.0,505", "HTTP/1.2,505", "HTTP/0.9,505", "HTTP/9.9,505", "HTTPS/1.1,400", "HTTP/1,400"})
    void refusesOtherVersions(String version, int status) throws Exception {
        String text = Texts.event(victim, "1", "x").replace("HTTP/1.1", version);

        assertThat(Wire.talk(DOOR.address(), text + Texts.GOODBYE))
                .extracting(Answer::status)
                .containsExactly(status);
    }

    @Test
    void refusesFloodsOfHeadersAndBytes() throws Exception {
        String manyHeaders =
                IntStream.range(0, 20_000).mapToObj(i -> "h" + i + ": x\r\n").reduce("", String::concat);
        String head = Texts.head(victim, "1");

        assertThat(only(head + manyHeaders + "\r\n")).isEqualTo(431);
        assertThat(only(head + "Big: " + "x".repeat(200_000) + "\r\n\r\n")).isEqualTo(431);
        assertThat(only(head.replace("/eventhandler", "/" + "x".repeat(200_000)) + "\r\n"))
                .isEqualTo(414);
        assertThat(only(head + "Content-Length: 4097\r\n\r\n" + "x".repeat(4_097)))
                .isEqualTo(413);
        String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        assertThat(only(chunked + "1\r\nx\r\n".repeat(4_097) + "0\r\n\r\n")).isEqualTo(413);
        assertThat(only(chunked + "1;" + "x".repeat(200_000) + "\r\nx\r\n0\r\n\r\n"))
                .isIn(400, 414);
        assertThat(only(chunked + "0\r\n" + manyHeaders + "\r\n")).isEqualTo(431);
        assertThat(DOOR.taken(victim)).isEmpty();
    }

    private int only(String text) throws IOException {
        List<Answer> answers = Wire.talk(DOOR.address(), text);
        assertThat(answers).hasSize(1);
        return answers.get(0).status();
    }

    @Test
    void answersPipelinedEventsInOrder() throws Exception {
        int count = 100;
        String text = IntStream.range(0, count)
                .mapToObj(i ->
                        i % 2 == 0 ? Texts.event(victim, "" + i, "e" + i) : Texts.chunkedEvent(victim, "" + i, "e" + i))
                .reduce("", String::concat);

        List<Answer> answers = Wire.talk(DOOR.address(), text + Texts.GOODBYE);

        assertThat(answers).hasSize(count + 1);
        assertThat(answers.subList(0, count)).extracting(Answer::status).containsOnly(204);
        assertThat(DOOR.taken(victim))
                .isEqualTo(IntStream.range(0, count)
                        .mapToObj(i -> new Taken(victim, "" + i, "e" + i))
                        .toList());
    }

    @Test
    void takesAnEventThatComesByteByByte() throws Exception {
        try (Wire wire = new Wire(DOOR.address())) {
            for (char one : Texts.chunkedEvent(victim, "1", "slow").toCharArray()) {
                wire.write(String.valueOf(one));
            }
            assertThat(wire.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 204 ");
        }
        assertThat(DOOR.taken(victim)).containsExactly(new Taken(victim, "1", "slow"));
    }

    /** Bytes that keep coming do not move the deadline. */
    @ParameterizedTest
    @ValueSource(strings = {"POST", "POST /eventhandler HTTP/1.1\r\nX: ", "CHUNKED", "LENGTH"})
    void refusesRequestsThatNeverEnd(String start) throws Exception {
        String head = Texts.head(victim, "1");
        String text =
                switch (start) {
                    case "CHUNKED" -> head + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n1;";
                    case "LENGTH" -> head + "Content-Length: 4096\r\n\r\n";
                    default -> start;
                };
        long begin = System.nanoTime();
        try (Wire wire = new Wire(DOOR.address())) {
            wire.write(text);
            while (System.nanoTime() - begin < LATE.multipliedBy(3).toNanos() && wire.write("x")) {
                Thread.sleep(20);
            }
            String answer = wire.readToEnd();
            assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 408 "))
                    .as(answer)
                    .isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isLessThan(LATE.multipliedBy(3).plus(IDLE));
        assertThat(DOOR.taken(victim)).isEmpty();
    }

    @Test
    void forgetsRequestsThatBreakOff() throws Exception {
        String event = Texts.event(victim, "1", "never complete");
        for (int length = 0; length < event.length(); length += 3) {
            try (Wire wire = new Wire(DOOR.address())) {
                wire.write(event.substring(0, length));
                if (length % 2 == 0) {
                    wire.reset();
                }
            }
        }
        // Until the door has seen them all go, it may be full.
        await().until(() -> Wire.talk(DOOR.address(), Texts.GOODBYE).size() == 1);
        assertThat(DOOR.taken(victim)).isEmpty();
    }

    @Test
    void survivesAFloodOfConnections() throws Exception {
        List<Wire> flood = new ArrayList<>();
        try {
            for (int i = 0; i < 10 * CONNECTIONS; i++) {
                flood.add(new Wire(DOOR.address()));
            }
            int closed = 0;
            for (Wire wire : flood.subList(CONNECTIONS, flood.size())) {
                closed += wire.readToEnd().isEmpty() ? 1 : 0;
            }
            assertThat(closed).isEqualTo(9 * CONNECTIONS);
        } finally {
            for (Wire wire : flood) {
                wire.close();
            }
        }
        await().until(() -> Wire.talk(DOOR.address(), Texts.event(victim, "1", "after") + Texts.GOODBYE)
                        .size()
                == 2);
    }
}
