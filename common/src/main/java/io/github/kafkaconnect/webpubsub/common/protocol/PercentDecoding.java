package io.github.kafkaconnect.webpubsub.common.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Undoes percent-encoding of UTF-8 as the CloudEvents binding for HTTP writes it: of controls, blank, {@code "}, {@code %} and whatever is not
 * ASCII, and of nothing else. Whether the service encodes user ids is documented nowhere, so any other text is taken as it stands: {@code
 * %61dmin} is a name that somebody chose, and not {@code admin}.
 */
final class PercentDecoding {
    private PercentDecoding() {}

    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int octet = octetAt(text, i + 1);
                if (octet < 0 || !isEncoded(octet)) {
                    return text;
                }
                bytes.put((byte) octet);
                i += 2;
            } else if (isEncoded(c)) {
                return text;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    private static boolean isEncoded(int c) {
        return c <= ' ' || c >= 0x7f || c == '"' || c == '%';
    }

    private static int octetAt(String text, int index) {
        if (index + 2 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(index), 16);
        int low = Character.digit(text.charAt(index + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
