package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * RFC 3986 encoding of UTF-8: everything but the unreserved characters becomes {@code %XX} in upper case, a space {@code %20}. The
 * service compares the signed URL with the received one, so the same bytes must be signed and sent, encoded once.
 */
final class PercentEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /** The text must be well-formed: see {@link Names#isWellFormed}. */
    static StringBuilder append(StringBuilder out, String text) {
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            if (isUnreserved(point)) {
                out.append((char) point);
            } else {
                appendPoint(out, point);
            }
            i += Character.charCount(point);
        }
        return out;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static void appendPoint(StringBuilder out, int point) {
        if (point < 0x80) {
            appendByte(out, point);
        } else if (point < 0x800) {
            appendByte(out, 0xC0 | (point >> 6));
            appendByte(out, 0x80 | (point & 0x3F));
        } else if (point < 0x10000) {
            appendByte(out, 0xE0 | (point >> 12));
            appendByte(out, 0x80 | ((point >> 6) & 0x3F));
            appendByte(out, 0x80 | (point & 0x3F));
        } else {
            appendByte(out, 0xF0 | (point >> 18));
            appendByte(out, 0x80 | ((point >> 12) & 0x3F));
            appendByte(out, 0x80 | ((point >> 6) & 0x3F));
            appendByte(out, 0x80 | (point & 0x3F));
        }
    }

    private static void appendByte(StringBuilder out, int b) {
        out.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xF));
    }
}
