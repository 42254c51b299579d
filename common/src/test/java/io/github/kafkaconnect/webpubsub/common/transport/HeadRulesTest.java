package io.github.kafkaconnect.webpubsub.common.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

class HeadRulesTest {
    @Test
    void takesOrdinaryHeads() {
        assertThat(HeadRules.check(head("HTTP/1.1", "Host", "x"))).isNull();
        assertThat(HeadRules.check(head("HTTP/1.0"))).isNull();
        assertThat(HeadRules.check(head("HTTP/1.1", "Host", "x", "Transfer-Encoding", "Chunked")))
                .isNull();
    }

    @Test
    void takesNoOtherProtocolOrVersion() {
        for (String version : new String[] {"HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "ICAP/1.1", "XTTP/1.0"}) {
            assertThat(status(head(version, "Host", "x"))).as(version).isEqualTo(505);
        }
    }

    @Test
    void wantsOneHost() {
        assertThat(status(head("HTTP/1.1"))).isEqualTo(400);
        assertThat(status(head("HTTP/1.1", "Host", "x", "host", "x"))).isEqualTo(400);
        assertThat(status(head("HTTP/1.0", "Host", "x", "host", "y"))).isEqualTo(400);
    }

    @Test
    void takesNoTransferCodingButChunkedOnce() {
        assertThat(status(head("HTTP/1.1", "Host", "x", "Transfer-Encoding", "gzip, chunked")))
                .isEqualTo(501);
        assertThat(status(head("HTTP/1.1", "Host", "x", "Transfer-Encoding", "chunked, chunked")))
                .isEqualTo(501);
        assertThat(status(
                        head("HTTP/1.1", "Host", "x", "Transfer-Encoding", "chunked", "Transfer-Encoding", "chunked")))
                .isEqualTo(501);
    }

    @Test
    void takesNoBodyThatNoLengthAnnounces() {
        assertThat(status(head("HTTP/1.1", "Host", "x", "Sec-WebSocket-Key1", "1", "Sec-WebSocket-Key2", "2")))
                .isEqualTo(400);
    }

    private static int status(HttpRequest head) {
        HeadRules.Refusal refusal = HeadRules.check(head);
        return refusal == null ? 0 : refusal.status().code();
    }

    private static HttpRequest head(String version, String... headers) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.valueOf(version), HttpMethod.POST, "/");
        for (int i = 0; i < headers.length; i += 2) {
            head.headers().add(headers[i], headers[i + 1]);
        }
        return head;
    }
}
