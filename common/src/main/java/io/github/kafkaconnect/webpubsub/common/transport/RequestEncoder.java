package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Writes the requests of one connection, each into one buffer: {@code Content-Length} always, never chunked. Small requests share a
 * buffer outside the heap that is kept, because the connection takes the next request only when the last was written. Confined to the
 * connection's event loop.
 */
final class RequestEncoder {
    private static final byte[] LENGTH = "Content-Length: ".getBytes(US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);
    private static final int LENGTH_DIGITS_MAX = 10;

    private static final int FIRST_BYTES = 1_024;
    private static final int KEPT_BYTES_MAX = 16 * 1_024;

    private final byte[] host;
    /** Made by the first request: of a connection that never came about nobody would release it. */
    private @Nullable ByteBuf kept;

    private boolean released;

    RequestEncoder(String host) {
        RequestHead.checkValue("Host", host);
        this.host = ("Host: " + host + "\r\n").getBytes(US_ASCII);
    }

    ByteBuf encode(ByteBufAllocator allocator, HttpRequest request) {
        RequestHead head = request.head();
        byte[] body = request.body();
        int fixed = host.length + LENGTH.length + LENGTH_DIGITS_MAX + END.length;
        ByteBuf out = buffer(allocator, head.requestLine().length + head.headerLines().length + fixed + body.length);
        out.writeBytes(head.requestLine())
                .writeBytes(host)
                .writeBytes(head.headerLines())
                .writeBytes(LENGTH);
        ByteBufUtil.writeAscii(out, Integer.toString(body.length));
        return out.writeBytes(END).writeBytes(body);
    }

    private ByteBuf buffer(ByteBufAllocator allocator, int bytes) {
        if (bytes > KEPT_BYTES_MAX || released) {
            return allocator.ioBuffer(bytes);
        }
        ByteBuf own = kept;
        if (own == null) {
            own = Unpooled.directBuffer(FIRST_BYTES, KEPT_BYTES_MAX);
            kept = own;
        }
        return own.refCnt() == 1 ? own.retain().clear() : allocator.ioBuffer(bytes);
    }

    /** To be called once, when nothing is encoded any more. */
    void release() {
        released = true;
        if (kept != null) {
            kept.release();
        }
    }
}
