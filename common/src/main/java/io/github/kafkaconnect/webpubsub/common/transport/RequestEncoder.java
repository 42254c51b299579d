package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** Writes a request into one buffer: {@code Content-Length} always, never chunked. */
final class RequestEncoder {
    private static final byte[] LENGTH = "Content-Length: ".getBytes(US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);
    private static final int LENGTH_DIGITS_MAX = 10;

    private final byte[] host;

    RequestEncoder(String host) {
        RequestHead.checkValue("Host", host);
        this.host = ("Host: " + host + "\r\n").getBytes(US_ASCII);
    }

    ByteBuf encode(ByteBufAllocator allocator, HttpRequest request) {
        RequestHead head = request.head();
        byte[] body = request.body();
        int fixed = host.length + LENGTH.length + LENGTH_DIGITS_MAX + END.length;
        ByteBuf out = allocator.ioBuffer(head.requestLine().length + head.headerLines().length + fixed + body.length);
        out.writeBytes(head.requestLine())
                .writeBytes(host)
                .writeBytes(head.headerLines())
                .writeBytes(LENGTH);
        ByteBufUtil.writeAscii(out, Integer.toString(body.length));
        return out.writeBytes(END).writeBytes(body);
    }
}
