package io.github.kafkaconnect.webpubsub.common.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestInProgressTest {
    private static final int MAX_BYTES = 100_000;

    /** Whatever was announced, what came is the body. */
    @ParameterizedTest
    @CsvSource({
        "'', 8192, 1808",
        "'', 1, 99999",
        "10000, 8192, 1808",
        "10000, 10000, 0",
        "100000, 50000, 50000",
        "100000, 1, 1",
        "0, 0, 0",
        "3, 8192, 8192"
    })
    void theBodyIsWhatCame(String announced, int first, int second) {
        RequestInProgress request = announcing(announced);
        byte[] bytes = new byte[first + second];
        new Random(1).nextBytes(bytes);

        assertThat(request.append(Unpooled.wrappedBuffer(bytes, 0, first))).isTrue();
        assertThat(request.append(Unpooled.wrappedBuffer(bytes, first, second))).isTrue();

        assertThat(request.complete().body()).isEqualTo(bytes);
    }

    @Test
    void takesNoMoreThanTheLimit() {
        RequestInProgress request = announcing("");

        assertThat(request.append(Unpooled.wrappedBuffer(new byte[MAX_BYTES]))).isTrue();
        assertThat(request.append(Unpooled.wrappedBuffer(new byte[1]))).isFalse();
    }

    private static RequestInProgress announcing(String length) {
        DefaultHttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/eventhandler");
        if (!length.isEmpty()) {
            head.headers().set("Content-Length", length);
        }
        return new RequestInProgress(head, MAX_BYTES);
    }
}
