package io.github.kafkaconnect.webpubsub.emulator.client;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;

/** A data frame, not tied to a socket; its bytes may be shared. */
@SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
record Frame(boolean isText, byte[] bytes) {
    static Frame text(String text) {
        return new Frame(true, text.getBytes(StandardCharsets.UTF_8));
    }

    static Frame text(byte[] utf8) {
        return new Frame(true, utf8);
    }

    static Frame binary(byte[] bytes) {
        return new Frame(false, bytes);
    }

    WebSocketFrame toNetty() {
        return isText
                ? new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes))
                : new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes));
    }
}
