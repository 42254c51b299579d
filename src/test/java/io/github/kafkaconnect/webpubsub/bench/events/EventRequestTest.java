package io.github.kafkaconnect.webpubsub.bench.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.bench.stub.MessageHead;
import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRequestTest {

    private final EventRequest request = new EventRequest(8_090, 7, 200, Instant.parse("2026-01-02T03:04:05.6Z"));

    @AfterEach
    void release() {
        request.release();
    }

    @Test
    void isAWholeSignedEvent() {
        ByteBuf bytes = request.numbered(42);
        MessageHead head = new MessageHead();
        assertThat(head.isWhole(bytes)).isTrue();
        assertThat(bytes.readableBytes()).isEqualTo(head.bodyAt() + 200);
        String text = bytes.toString(US_ASCII);
        assertThat(text)
                .startsWith("POST /eventhandler HTTP/1.1\r\nHost: 127.0.0.1:8090\r\n")
                .contains("\r\nce-id: 000000000042\r\n")
                .contains("\r\nce-time: 2026-01-02T03:04:05Z\r\n");
        String signature = text.lines()
                .filter(line -> line.startsWith("ce-signature: "))
                .map(line -> line.substring("ce-signature: ".length()))
                .findFirst()
                .orElseThrow();
        assertThat(new EventSignature(List.of(Events.ACCESS_KEY)).isValid("bench-client-7", List.of(signature)))
                .isTrue();
    }

    @Test
    void theDataTellTheNumber() {
        request.numbered(41);
        ByteBuf bytes = request.numbered(123_456_789_012L);
        byte[] data = ByteBufUtil.getBytes(bytes, bytes.readableBytes() - 200, 200);
        assertThat(Events.number(data)).isEqualTo(123_456_789_012L);
    }
}
