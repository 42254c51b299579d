package io.github.kafkaconnect.webpubsub.common.protocol;

import java.nio.charset.StandardCharsets;

/**
 * The body of a send and what it is. The bytes are not copied and must not change. Subprotocol clients see the three kinds as
 * {@code dataType} text, json or binary; simple clients see a text frame for the first two.
 */
public sealed interface Payload {
    byte[] bytes();

    /** One of the three media types that the service takes; any other is answered 415. */
    String contentType();

    /**
     * The bytes of a text, which {@link String#getBytes} would change where the text is not Unicode.
     *
     * @throws IllegalArgumentException saying what the text is
     */
    static byte[] utf8(String text) {
        if (!Names.isWellFormed(text)) {
            throw new IllegalArgumentException("text with half a surrogate pair, which is not Unicode");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** UTF-8 text. */
    record Text(byte[] bytes) implements Payload {
        public static Text of(String text) {
            return new Text(utf8(text));
        }

        @Override
        public String contentType() {
            return "text/plain";
        }
    }

    /** One JSON text in UTF-8; the service answers 400 to anything else. */
    record Json(byte[] bytes) implements Payload {
        public static final Json NULL = new Json(utf8("null"));

        @Override
        public String contentType() {
            return "application/json";
        }
    }

    /** Any bytes. */
    record Binary(byte[] bytes) implements Payload {
        @Override
        public String contentType() {
            return "application/octet-stream";
        }
    }
}
