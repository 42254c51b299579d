package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.Map;

/**
 * Writes a request into one buffer: {@code Content-Length} always, never chunked. Refuses whatever could end a line early, so that no
 * name or value from a record can smuggle a header or a second request.
 */
final class RequestEncoder {
    private static final int LINE_OVERHEAD = 4;

    private final String hostLine;

    RequestEncoder(String host) {
        checkValue("Host", host);
        this.hostLine = "Host: " + host + "\r\n";
    }

    /** The request must have passed {@link #check}. */
    ByteBuf encode(ByteBufAllocator allocator, HttpRequest request) {
        String length = Integer.toString(request.body().length);
        ByteBuf out = allocator.ioBuffer(size(request) + length.length());
        write(out, request.method(), " ");
        write(out, request.target(), " HTTP/1.1\r\n");
        ByteBufUtil.writeAscii(out, hostLine);
        for (Map.Entry<String, String> header : request.headers()) {
            write(out, header.getKey(), ": ");
            write(out, header.getValue(), "\r\n");
        }
        write(out, "Content-Length: ", length);
        ByteBufUtil.writeAscii(out, "\r\n\r\n");
        return out.writeBytes(request.body());
    }

    private static void write(ByteBuf out, String first, String second) {
        ByteBufUtil.writeAscii(out, first);
        ByteBufUtil.writeAscii(out, second);
    }

    private int size(HttpRequest request) {
        int size = request.method().length() + request.target().length() + hostLine.length() + 64;
        for (Map.Entry<String, String> header : request.headers()) {
            size += header.getKey().length() + header.getValue().length() + LINE_OVERHEAD;
        }
        return size + request.body().length;
    }

    /** @throws IllegalArgumentException when method, target or a header cannot be written */
    static void check(HttpRequest request) {
        checkToken("method", request.method());
        String target = request.target();
        if (target.isEmpty() || target.charAt(0) != '/') {
            throw new IllegalArgumentException("the target must start with a slash");
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                throw new IllegalArgumentException("the target holds a character that must be percent-encoded");
            }
        }
        for (Map.Entry<String, String> header : request.headers()) {
            checkToken("header name", header.getKey());
            checkValue(header.getKey(), header.getValue());
        }
    }

    private static void checkToken(String what, String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ':') {
                throw new IllegalArgumentException("illegal character in a " + what);
            }
        }
        if (token.isEmpty()) {
            throw new IllegalArgumentException("empty " + what);
        }
    }

    private static void checkValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7f) {
                throw new IllegalArgumentException("illegal character in the value of header " + name);
            }
        }
    }
}
