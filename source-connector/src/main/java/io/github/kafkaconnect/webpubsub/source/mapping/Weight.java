package io.github.kafkaconnect.webpubsub.source.mapping;

import io.github.kafkaconnect.webpubsub.source.config.Written;

/** How many bytes a converter writes, at most. */
final class Weight {
    /** More than JSON adds to a single text or to bytes with its schema. */
    private static final int ENVELOPE_BYTES = 80;

    private Weight() {}

    static int text(Written written, String text) {
        return switch (written) {
            case AS_IS -> utf8(text);
            case AS_JSON -> jsonText(text) + ENVELOPE_BYTES;
        };
    }

    /** Bytes of UTF-8, without making them. */
    static int utf8(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Each half of a pair makes two of its four bytes.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    static int bytes(Written written, int length) {
        return switch (written) {
            case AS_IS -> length;
            case AS_JSON -> jsonBytes(length) + ENVELOPE_BYTES;
        };
    }

    /** A JSON value without schema. */
    static int json(int bytes) {
        return bytes + ENVELOPE_BYTES;
    }

    /** Base64 between quotes. */
    static int jsonBytes(int length) {
        return 4 * ((length + 2) / 3) + 2;
    }

    /** A text between quotes, with what JSON must escape. */
    static int jsonText(String text) {
        int bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            bytes += jsonChar(text.charAt(i));
        }
        return bytes;
    }

    private static int jsonChar(char c) {
        if (c < ' ') {
            return "\b\t\n\f\r".indexOf(c) >= 0 ? 2 : 6;
        }
        if (c < 0x80) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        // Each half of a pair makes two of its four bytes.
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
