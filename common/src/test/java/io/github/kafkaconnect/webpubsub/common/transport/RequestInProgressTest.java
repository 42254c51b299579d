package io.github.kafkaconnect.webpubsub.common.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestInProgressTest {
    private static final int MAX_BYTES = 100_000;

    /** Whatever was announced, what came is the body. */
    @ParameterizedTest
    @CsvSource({
        "0, 8192, 1808",
        "0, 1, 99999",
        "10000, 8192, 1808",
        "10000, 10000, 0",
        "100000, 50000, 50000",
        "100000, 1, 1",
        "0, 0, 0",
        "3, 8192, 8192"
    })
    void theBodyIsWhatCame(long announced, int first, int second) {
        RequestInProgress request = announcing(announced);
        byte[] bytes = new byte[first + second];
        new Random(1).nextBytes(bytes);

        assertThat(request.append(Unpooled.wrappedBuffer(bytes, 0, first))).isEqualTo(RequestInProgress.Part.TAKEN);
        assertThat(request.append(Unpooled.wrappedBuffer(bytes, first, second)))
                .isEqualTo(RequestInProgress.Part.TAKEN);

        assertThat(request.complete().body()).isEqualTo(bytes);
    }

    @Test
    void takesNoMoreThanTheLimit() {
        RequestInProgress request = announcing(0);

        assertThat(request.append(Unpooled.wrappedBuffer(new byte[MAX_BYTES]))).isEqualTo(RequestInProgress.Part.TAKEN);
        assertThat(request.append(Unpooled.wrappedBuffer(new byte[1]))).isEqualTo(RequestInProgress.Part.TOO_LARGE);
    }

    @Test
    void largeBodiesShareTheirRoomUntilTheyEnd() {
        BodyRoom room = new BodyRoom(50_000);
        RequestInProgress one = new RequestInProgress(head(), room, 0, MAX_BYTES);
        RequestInProgress two = new RequestInProgress(head(), room, 0, MAX_BYTES);

        assertThat(one.append(Unpooled.wrappedBuffer(new byte[16_384]))).isEqualTo(RequestInProgress.Part.TAKEN);
        assertThat(room.taken()).as("a common body takes none").isZero();
        assertThat(one.append(Unpooled.wrappedBuffer(new byte[1]))).isEqualTo(RequestInProgress.Part.TAKEN);
        assertThat(room.taken()).isEqualTo(32_768);
        assertThat(two.append(Unpooled.wrappedBuffer(new byte[20_000]))).isEqualTo(RequestInProgress.Part.NO_ROOM);
        assertThat(room.taken()).isEqualTo(32_768);
        one.release();
        one.release();
        assertThat(room.taken()).isZero();
        assertThat(two.append(Unpooled.wrappedBuffer(new byte[20_000]))).isEqualTo(RequestInProgress.Part.TAKEN);
    }

    @Test
    void headersKeepTheirOrderAndHaveNamesInLowerCase() {
        DefaultHttpRequest head = head();
        head.headers()
                .add("CE-Hub", "chat")
                .add("X-Own", "1")
                .add("ce-hub", "Chat")
                .add("Content-TYPE", "text/plain");

        assertThat(new RequestInProgress(head, new BodyRoom(MAX_BYTES), 0, MAX_BYTES)
                        .complete()
                        .headers())
                .containsExactly(
                        Map.entry("ce-hub", "chat"),
                        Map.entry("x-own", "1"),
                        Map.entry("ce-hub", "Chat"),
                        Map.entry("content-type", "text/plain"));
    }

    private static RequestInProgress announcing(long length) {
        return new RequestInProgress(head(), new BodyRoom(MAX_BYTES), length, MAX_BYTES);
    }

    private static DefaultHttpRequest head() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/eventhandler");
    }
}
