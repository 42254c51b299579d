package io.github.kafkaconnect.webpubsub.bench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The benchmark rests on what the stub counts. */
class StubConnectionTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    StubConnectionTest() {
        channel.pipeline().addLast(new StubConnection(new StubState(channel.eventLoop())));
        command("/reset?targets=3&records=10&delayMicros=0");
    }

    @Test
    void countsAndAnswersEachOfSeveralRequestsInOneRead() {
        assertThat(exchange(send(0, 1) + send(1, 2) + send(2, 1))).isEqualTo("HTTP/1.1 202 Accepted".repeat(3));
        assertThat(stats()).isEqualTo(new StubStats(0, 3, 0, 3, 0, 0, 0, 0));
    }

    @Test
    void waitsForTheWholeRequestWhereverItIsCut() {
        String request = send(7, 2);
        for (int cut = 1; cut < request.length(); cut++) {
            command("/reset?targets=3&records=10&delayMicros=0");
            assertThat(exchange(request.substring(0, cut))).isEmpty();
            assertThat(exchange(request.substring(cut))).isEqualTo("HTTP/1.1 202 Accepted");
            assertThat(stats().distinct()).isEqualTo(1);
        }
    }

    @Test
    void readsTheLengthInAnyCase() {
        assertThat(exchange(send(0, 1).replace("Content-Length: ", "CONTENT-length:") + send(1, 1)))
                .isEqualTo("HTTP/1.1 202 Accepted".repeat(2));
    }

    @Test
    void tellsRepeatedRecordsFromThoseOutOfOrder() {
        exchange(send(4, 1) + send(2, 1) + send(4, 1) + send(3, 0) + send(5, 1));
        assertThat(stats()).isEqualTo(new StubStats(0, 5, 0, 4, 1, 1, 1, 0));
    }

    @Test
    void refusedRecordsCountForNothingElse() {
        command("/answer?status=429");
        assertThat(exchange(send(0, 1))).isEqualTo("HTTP/1.1 429 Too Many RequestsRetry-After: 1");
        command("/answer?status=503");
        assertThat(exchange(send(0, 1))).isEqualTo("HTTP/1.1 503 Service Unavailable");
        assertThat(stats()).isEqualTo(new StubStats(0, 0, 2, 0, 0, 0, 0, 0));
    }

    private static String send(long number, int target) {
        String payload = new String(Payloads.of(number, target, 40), StandardCharsets.US_ASCII);
        return "POST " + Payloads.path(target)
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 40" + "\r\n\r\n" + payload;
    }

    private StubStats stats() {
        String answer = command("/stats");
        try {
            StubStats stats = new ObjectMapper().readValue(answer.substring(answer.indexOf('{')), StubStats.class);
            return new StubStats(
                    0,
                    stats.accepted(),
                    stats.refused(),
                    stats.distinct(),
                    stats.repeated(),
                    stats.outOfOrder(),
                    stats.toFirstTarget(),
                    stats.meanDelayMicros());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer, e);
        }
    }

    private String command(String pathAndQuery) {
        return exchange("GET " + pathAndQuery + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    /** What comes back, without line breaks and the length of the empty body. */
    private String exchange(String request) {
        channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
        StringBuilder answers = new StringBuilder();
        for (ByteBuf answer = channel.readOutbound(); answer != null; answer = channel.readOutbound()) {
            answers.append(answer.toString(StandardCharsets.US_ASCII));
            answer.release();
        }
        return answers.toString().replace("Content-Length: 0", "").replace("\r\n", "");
    }
}
