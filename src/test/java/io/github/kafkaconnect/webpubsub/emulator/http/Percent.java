package io.github.kafkaconnect.webpubsub.emulator.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding as UTF-8, strict: a malformed escape or byte sequence is an error. */
public final class Percent {
    private Percent() {}

    /** Decodes one path segment; a plus sign is a plus sign. */
    public static String decodePath(String segment) {
        return segment.indexOf('%') < 0 ? segment : decode(segment, false);
    }

    /** Decodes a name or value of a query; a plus sign is a blank. */
    public static String decodeQuery(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decode(text, true);
    }

    private static String decode(String text, boolean plusIsBlank) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                if (i + 2 >= raw.length) {
                    throw new IllegalArgumentException("Incomplete percent escape");
                }
                bytes.write(hex(raw[i + 1]) << 4 | hex(raw[i + 2]));
                i += 2;
            } else {
                bytes.write(plusIsBlank && raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Escapes are not UTF-8", e);
        }
    }

    private static int hex(byte digit) {
        int value = Character.digit((char) digit, 16);
        if (value < 0) {
            throw new IllegalArgumentException("Malformed percent escape");
        }
        return value;
    }
}
