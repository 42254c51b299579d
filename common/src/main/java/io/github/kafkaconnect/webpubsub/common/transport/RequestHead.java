package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Map;

/**
 * Request line and headers, checked and encoded once, so that requests which differ in their body only can share them. Refuses whatever
 * could end a line early: no name or value from a record can smuggle a header or a second request. Immutable.
 */
public final class RequestHead {
    private final String method;
    private final String target;
    private final byte[] requestLine;
    private final byte[] headerLines;

    /**
     * @param method such as {@code POST}
     * @param target path and query exactly as they go on the wire, already percent-encoded
     * @param headers names and values, without {@code Host} and {@code Content-Length}
     * @throws IllegalArgumentException when one of them cannot be written
     */
    public RequestHead(String method, String target, List<Map.Entry<String, String>> headers) {
        checkToken("method", method);
        checkTarget(target);
        StringBuilder lines = new StringBuilder(512);
        for (Map.Entry<String, String> header : headers) {
            checkToken("header name", header.getKey());
            checkValue(header.getKey(), header.getValue());
            lines.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        this.method = method;
        this.target = target;
        this.requestLine = (method + ' ' + target + " HTTP/1.1\r\n").getBytes(US_ASCII);
        this.headerLines = lines.toString().getBytes(US_ASCII);
    }

    public String method() {
        return method;
    }

    public String target() {
        return target;
    }

    /** With its line end. Not a copy: must not be changed. */
    byte[] requestLine() {
        return requestLine;
    }

    /** Each with its line end. Not a copy: must not be changed. */
    byte[] headerLines() {
        return headerLines;
    }

    private static void checkTarget(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            throw new IllegalArgumentException("the target must start with a slash");
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                throw new IllegalArgumentException("the target holds a character that must be percent-encoded");
            }
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

    static void checkValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7f) {
                throw new IllegalArgumentException("illegal character in the value of header " + name);
            }
        }
    }
}
